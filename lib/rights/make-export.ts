import type { Sql } from "postgres";
import { openKept } from "#lib/attachment/index.ts";
import { readAsJob } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import type { Database } from "#lib/platform/db.ts";
import type { NumberedKey } from "#lib/platform/env.ts";
import type { AddedPaper } from "./export-archive.ts";
import { documentOf, type Words } from "./export-document.ts";
import { type Copy, makeKey, PIECE, sealPiece } from "./seal-export.ts";
import type { ConsentWords } from "./tables.ts";
import { type Row, wholeBookOf } from "./whole-book.ts";

/** What the worker reaches to make a copy. */
export type ExportReach = {
  app: Database;
  ingest: Sql;
  attachmentKeys: readonly NumberedKey[];
  words: (language: "vi" | "en") => Words;
};
type Claimed = {
  citizen_id: string;
  export_id: string;
  with_private: boolean;
  language: "vi" | "en";
  attempt: number;
};
type Kept = {
  attachment_id: string;
  kind: string;
  added_at: string;
  sealed: Buffer;
  kid: number;
  wrapped: Buffer;
};

// drizzle leaves JSON to itself on the connections that it wraps.
const read = (told: Row | string): Row => (typeof told === "string" ? JSON.parse(told) : told);

/** Pieces of one size out of parts of any. */
async function* piecesOf(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const part of parts) {
    held.push(part);
    size += part.length;
    if (size < PIECE) continue;
    const all = Buffer.concat(held);
    let at = 0;
    for (; all.length - at >= PIECE; at += PIECE) yield all.subarray(at, at + PIECE);
    held = [all.subarray(at)];
    size = all.length - at;
  }
  if (size > 0) yield Buffer.concat(held);
}

/** What the app keeps, of one moment: the rows, and what was added, opened. */
async function readApp(grant: string, { app, attachmentKeys }: ExportReach, citizenId: string) {
  return readAsJob(grant, app.$client, async (tx) => {
    const [told] = await tx<{ book: Row | string; now: string }[]>`
      select app.whole_book() as book, to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`;
    const kept = await tx<Kept[]>`select * from app.whole_book_attachments()`;
    const papers = kept.flatMap((row): AddedPaper[] => {
      const { attachment_id: attachmentId, added_at, ...rest } = row;
      const opened = openKept({ citizenId, attachmentId, ...rest }, attachmentKeys);
      return opened ? [{ attachmentId, addedAt: new Date(added_at), ...opened }] : [];
    });
    const texts = await tx<{ purpose: string; version: number; words: ConsentWords | string }[]>`
      select purpose, version, words from app.consent_texts`;
    const wordings = texts.map(({ words, ...text }) => ({
      ...text,
      words: typeof words === "string" ? (JSON.parse(words) as ConsentWords) : words,
    }));
    if (!told) throw new Error("whole_book answered nothing");
    return { told: read(told.book), papers, wordings, asOf: new Date(told.now) };
  });
}

/**
 * Làm bản sao sổ: the copy that has waited longest, or false when none waits. Reads the whole book under a grant that a
 * logged opening earned, the app's part first, each of one moment; keeps it closed, piece by piece.
 */
export async function makeExport(reach: ExportReach): Promise<boolean> {
  const sql = reach.app.$client;
  const [claimed] = await sql<Claimed[]>`select * from app.claim_export()`;
  if (!claimed) return false;
  const { citizen_id: citizenId, export_id: exportId, attempt, language } = claimed;
  const [given] = await sql<{ grant: string }[]>`
    select app.export_grant(${citizenId}::uuid, ${exportId}::uuid, ${attempt}::int) as grant`;
  const grant = given?.grant ?? "";
  const { told, papers, wordings, asOf } = await readApp(grant, reach, citizenId);
  const [warehouse] = await readAsJob(
    grant,
    reach.ingest,
    (tx) => tx<{ book: Row | string }[]>`select warehouse.whole_book() as book`,
  );
  const names = await facilityNames(reach.app);
  const words = reach.words(language);
  const book = wholeBookOf(told, read(warehouse?.book ?? {}), wordings);
  const document = documentOf({
    ...{ book, asOf, language, words, withPrivate: claimed.with_private },
    facilityName: (code) => names.get(code) ?? code,
  });
  // What draws and packs is loaded by the worker alone.
  const { archiveOf } = await import("./export-archive.ts");
  const copy: Copy = { citizenId, exportId };
  const { key, kid, wrapped } = makeKey(copy, reach.attachmentKeys);
  let [place, bytes] = [0, 0];
  for await (const piece of piecesOf(archiveOf({ book, document, asOf, words, papers }))) {
    const sealed = sealPiece(copy, key, place, piece);
    await sql`
      select app.add_export_piece(${citizenId}::uuid, ${exportId}::uuid, ${attempt}::int, ${place}::int, ${sealed})`;
    place += 1;
    bytes += piece.length;
  }
  await sql`
    select app.finish_export(${citizenId}::uuid, ${exportId}::uuid, ${attempt}::int, ${place}::int, ${bytes}::bigint,
      ${asOf.toISOString()}::timestamptz, ${kid}::int, ${wrapped})`;
  return true;
}

/** Xóa bản sao đã hết hạn. Answers how many. */
export async function sweepExports(app: Database): Promise<number> {
  const [row] = await app.$client<{ swept: number }[]>`select app.sweep_exports() as swept`;
  return row?.swept ?? 0;
}
