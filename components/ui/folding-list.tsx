import type { ReactNode } from "react";
import { Folded } from "./folded.tsx";

type Props = {
  rows: readonly ReactNode[];
  /** How many stand open. */
  most: number;
  /** Opens the others: Xem thêm 588 dòng. */
  more: (count: number) => string;
};

/** A list whose first rows stand open and whose others open on a tap. */
export function FoldingList({ rows, most, more }: Props) {
  // One or two rows alone are not worth a tap.
  const shown = rows.length <= most + 2 ? rows.length : most;
  return (
    <>
      <ul>{rows.slice(0, shown)}</ul>
      {rows.length > shown ? (
        <Folded label={more(rows.length - shown)}>
          <ul className="border-rule border-t">{rows.slice(shown)}</ul>
        </Folded>
      ) : null}
    </>
  );
}
