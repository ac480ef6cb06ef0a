import type { TransactionSql } from "postgres";
import { type ClaimedLines, fileLines, type OfEncounter } from "./file-encounter.ts";
import { markPrivacy } from "./mark-privacy.ts";

/** Which lines of an encounter are sent anew: whole tables, and papers by their kind. */
export type ReplacedLines = { tables: Exclude<keyof ClaimedLines, "papers">[]; paperKinds: string[] };

/**
 * Thay từng phần của lượt khám: puts some kinds of lines in the place of those that were there; the others stay. Whether
 * the visit is private is decided anew, by all its lines.
 */
export async function replaceLines(
  tx: TransactionSql,
  encounter: OfEncounter,
  { tables, paperKinds }: ReplacedLines,
  lines: ClaimedLines,
): Promise<void> {
  const { citizenId, encounterId } = encounter;
  const [standing] = await tx<{ private: boolean }[]>`
    select private from warehouse.encounters where citizen_id = ${citizenId} and encounter_id = ${encounterId} for update`;
  // Each is sent as it is made, so that what was there is gone before the new lines come.
  const removed: Promise<unknown>[] = tables.map((table) =>
    tx`
      delete from ${tx(`warehouse.${table}`)}
      where citizen_id = ${citizenId} and encounter_id = ${encounterId}`.execute(),
  );
  if (paperKinds.length > 0) {
    removed.push(
      tx`delete from warehouse.papers
        where citizen_id = ${citizenId} and encounter_id = ${encounterId} and kind in ${tx(paperKinds)}`.execute(),
    );
  }
  const chosen = Object.fromEntries(tables.map((table) => [table, lines[table]]));
  const papers = lines.papers.filter((paper) => paperKinds.includes(paper.kind));
  const of = { ...encounter, private: standing?.private ?? true };
  await Promise.all([...removed, ...fileLines(tx, of, { ...chosen, papers })]);
  await markPrivacy(tx, [encounter]);
}
