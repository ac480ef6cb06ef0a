import type { ClaimedLines, ReplacedLines } from "#lib/record/index.ts";
import type { Part } from "./envelope.ts";
import { linesOf } from "./lines.ts";
import { paperKinds } from "./paper-words.ts";
import { type Row, sent } from "./rows.ts";
import { birthDateFrom } from "./values.ts";

/** Some parts of a claim sent again without its summary, in our words. */
export type Supplement = {
  /** The parts it brings. */
  parts: string[];
  lines: ClaimedLines;
  /** Whom its papers name, as far as they do. */
  named: { name: string; birthDate: string } | null;
};

const tables: Record<string, ReplacedLines["tables"][number]> = {
  XML2: "medicines",
  XML3: "services",
  XML4: "results",
  XML5: "notes",
};

/** A part sent empty brings nothing, and so takes nothing away. */
export function toSupplement(parts: Part[]): Supplement {
  const brought = [...new Set(parts.filter((part) => part.rows.length > 0).map((part) => part.kind))];
  const named = parts.flatMap((part) => part.rows).flatMap(nameIn);
  return { parts: brought, lines: linesOf(parts), named: named[0] ?? null };
}

function nameIn(row: Row): { name: string; birthDate: string }[] {
  const name = sent(row, "HO_TEN");
  const birthDate = birthDateFrom(sent(row, "NGAY_SINH") ?? "");
  return name && birthDate ? [{ name, birthDate }] : [];
}

/** Which lines of the book these parts take the place of. */
export function replacedBy(parts: string[]): ReplacedLines {
  return {
    tables: parts.flatMap((part) => tables[part] ?? []),
    paperKinds: parts.flatMap((part) => paperKinds[part] ?? []),
  };
}

/** Lines after a supplement: what it brings in the place of what was there. */
export function withSupplement(before: ClaimedLines, { parts, lines }: Supplement): ClaimedLines {
  const { tables: named, paperKinds: kinds } = replacedBy(parts);
  const chosen = Object.fromEntries(named.map((table) => [table, lines[table]]));
  const papers = before.papers.filter((paper) => !kinds.includes(paper.kind));
  return { ...before, ...chosen, papers: [...papers, ...lines.papers] };
}
