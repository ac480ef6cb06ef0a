import { LeaderRow } from "./leader-row.tsx";

export type Fact = { noun: string; fact?: string; strong?: boolean };

/** Facts that belong together, each on its dotted line. */
export function LeaderList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl>
      {facts.map((line) => (
        <LeaderRow key={line.noun} {...line} />
      ))}
    </dl>
  );
}
