import type { ReactNode } from "react";

type Props = {
  noun: string;
  /** Left out on a label that is not filled in yet. */
  fact?: ReactNode;
  strong?: boolean;
};

/** A noun, dots, and its fact. Stands in a <dl>; breaks in two when the letters are large. */
export function LeaderRow({ noun, fact, strong }: Props) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-2 py-2">
      <dt className="leader text-ink-2">{noun}</dt>
      <dd className={`ml-auto min-w-0 text-right wrap-anywhere ${strong ? "font-bold" : ""}`}>{fact}</dd>
    </div>
  );
}
