import type { Route } from "next";
import { ContentsRow } from "./contents-row.tsx";
import type { IconName } from "./icons.ts";

type Props = {
  rows: readonly { icon: IconName; noun: string; href: Route; fact?: string; isNew?: boolean }[];
};

/** What is in the book, as a printed table of contents. */
export function ContentsList({ rows }: Props) {
  return (
    <ul>
      {rows.map((row) => (
        <ContentsRow key={row.noun} {...row} />
      ))}
    </ul>
  );
}
