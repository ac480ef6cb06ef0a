import { encode } from "uqr";
import type { CardKind } from "./rules.ts";
import { byUrgency } from "./text-rules.ts";

/** A line as it is drawn, and without its detail where there is no room for it. */
export type SheetLine = { text: string; short: string; told: boolean };

/** A card as it is drawn on paper and on a lock screen: words alone, with labels in both languages. */
export type CardSheet = {
  /** Cấp cứu, Emergency. */
  head: readonly [string, string];
  name: string | null;
  born: string | null;
  groups: readonly { kind: CardKind; label: string; lines: readonly SheetLine[] }[];
  /** What stands for what somebody told, and its words. */
  legend: string | null;
  /** What the QR carries, what it is called, and what stands beside it. */
  qr: { text: string; title: string; saying: string };
  issued: string;
  /** Lines for which there was no room, in words. */
  more: (count: number) => string;
};

/** After a line that somebody told of themselves. */
export const TELLING_MARK = "*";

/** The dark dots of a QR with its quiet edge, least correction: as coarse as can be. */
export function dotsOf(text: string): boolean[][] {
  return encode(text, { ecc: "L", border: 4 }).data;
}

/** A line as it is drawn: what somebody told bears a mark. */
export const drawn = ({ text, told }: SheetLine): string =>
  `${text.normalize("NFC")}${told ? TELLING_MARK : ""}`;

/** The most urgent lines of a sheet, so many of them, and how many were left out. */
export function mostUrgent(sheet: CardSheet, most: number): { groups: CardSheet["groups"]; leftOut: number } {
  const lines = byUrgency(
    sheet.groups.flatMap(({ kind, lines: all }) => all.map((line) => ({ kind, line }))),
  );
  const kept = new Set(lines.slice(0, Math.max(0, most)).map(({ line }) => line));
  return {
    groups: sheet.groups
      .map((group) => ({ ...group, lines: group.lines.filter((line) => kept.has(line)) }))
      .filter((group) => group.lines.length > 0),
    leftOut: lines.length - kept.size,
  };
}

/** A sheet without its details: whole names go before details do. */
export const shortened = (sheet: CardSheet): CardSheet => ({
  ...sheet,
  groups: sheet.groups.map((group) => ({
    ...group,
    lines: group.lines.map((line) => ({ ...line, text: line.short })),
  })),
});
