import { LeaderRow } from "./leader-row.tsx";

type Line = { noun: string; amount: string };

/** What is counted, an ink line, and the sum. */
export function MoneyList({ lines, sum }: { lines: readonly Line[]; sum: Line }) {
  return (
    <dl>
      {lines.map(({ noun, amount }) => (
        <LeaderRow key={noun} noun={noun} fact={amount} />
      ))}
      <div className="mt-2 flex flex-wrap items-baseline gap-x-2 border-ink border-t pt-3 pb-2 font-bold">
        <dt className="leader">{sum.noun}</dt>
        <dd className="ml-auto text-right">{sum.amount}</dd>
      </div>
    </dl>
  );
}
