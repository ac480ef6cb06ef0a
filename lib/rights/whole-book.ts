import type { ConsentWords } from "./tables.ts";

/** A row as the database told it: columns by name. */
export type Row = Record<string, unknown>;
/** Everything about one person: the rows of each table, by schema. */
export type WholeBook = {
  app: Record<string, Row[]>;
  warehouse: Record<string, Row[]>;
  /** Parts of claims that are kept as they came. */
  originals: { facility_code: string; claim_ref: string; kinds: string[]; content: string }[];
  /** How many private visits were left out. */
  hidden: number;
  /** What they were asked to agree to. */
  wordings: Wording[];
};
/** A wording of a consent. */
export type Wording = { purpose: string; version: number; words: ConsentWords };

const isRows = (value: unknown): value is Row[] => Array.isArray(value);
const tablesOf = (told: Row) =>
  Object.fromEntries(Object.entries(told).filter((entry): entry is [string, Row[]] => isRows(entry[1])));

/**
 * Puts together what the two databases told. Where private visits are left out, so is whatever the app keeps about a
 * visit that is not in the copy, and that one was opened.
 */
export function wholeBookOf(app: Row, warehouse: Row, wordings: Wording[]): WholeBook {
  const { originals, ...tables } = tablesOf(warehouse);
  const hidden = Number(warehouse.hidden ?? 0);
  const shown = new Set((tables.encounters ?? []).map((row) => row.encounter_id));
  const isShown = (row: Row) =>
    (row.encounter_id === undefined || row.encounter_id === null || shown.has(row.encounter_id)) &&
    row.part !== "private-encounter";
  const kept = Object.entries(tablesOf(app)).map(([name, rows]) => [
    name,
    hidden > 0 ? rows.filter(isShown).map(({ private_ids: _, ...row }) => row) : rows,
  ]);
  return {
    app: Object.fromEntries(kept),
    warehouse: tables,
    originals: (originals ?? []) as WholeBook["originals"],
    hidden,
    wordings,
  };
}
