import { randomBytes } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { type Book, openBook } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { type NumberedKey, webEnv } from "#lib/platform/env.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { exportPieces } from "./export-tables.ts";
import type { AskExportInput, ExportInput } from "./inputs.ts";
import { openPiece, unwrapKey } from "./seal-export.ts";

type Answer = { refusal: string | null };
const ownBook = (ctx: Context) => openBook(ctx, ctx.actor.id, "own-reading", "export");
/** A grant lasts a minute, and a slow phone may load for longer. */
const GRANT_SERVES_MS = 30_000;

/** Xin bản sao sổ. Throws Refused `being-made`, or `too-many` past the limit. Twice is once. */
export async function askExport(ctx: Context, input: AskExportInput): Promise<void> {
  const book = await ownBook(ctx);
  const [row] = await book.actOnApp((tx) =>
    tx.execute<Answer>(
      sql`select app.ask_export(${input.exportId}::uuid, ${input.private === "yes"}, ${input.language}) as refusal`,
    ),
  );
  if (row?.refusal) throw new Refused(row.refusal);
}

/** Lấy đường tải: answers what the one-time link carries. Throws Refused `sign-in-again`, `too-many`, `not-there`. */
export async function makeExportLink(ctx: Context, { exportId }: ExportInput) {
  const link = randomBytes(32).toString("base64url");
  const book = await ownBook(ctx);
  const [row] = await book.actOnApp((tx) =>
    tx.execute<Answer>(sql`select app.make_export_link(${exportId}::uuid, ${link}) as refusal`),
  );
  if (row?.refusal) throw new Refused(row.refusal);
  return { exportId, link };
}

/** A copy that is being taken. */
export type TakenExport = { bytes: number; asOf: Date; content: AsyncGenerator<Buffer> };

async function readPiece(book: Book, exportId: string, place: number): Promise<Buffer> {
  const [row] = await book.readApp((tx) =>
    tx
      .select({ sealed: exportPieces.sealed })
      .from(exportPieces)
      .where(
        and(
          eq(exportPieces.citizenId, book.citizenId),
          eq(exportPieces.exportId, exportId),
          eq(exportPieces.place, place),
        ),
      ),
  );
  if (!row) throw new NotFound();
  return row.sealed;
}

/** Tải về: uses the link up. Throws NotFound for one that was used, is over or is another's, or without a fresh sign-in. */
export async function takeExport(
  ctx: Context,
  { exportId, link }: { exportId: string; link: string },
  keys: readonly NumberedKey[] = webEnv().attachmentKeys,
): Promise<TakenExport> {
  const first = await ownBook(ctx);
  const [taken] = await first.actOnApp((tx) =>
    tx.execute<{ kid: number; wrapped: Buffer; bytes: string; pieces: number; as_of: string }>(
      sql`select kid, wrapped, bytes, pieces, as_of from app.take_export(${exportId}::uuid, ${link})`,
    ),
  );
  if (!taken) throw new NotFound();
  const copy = { citizenId: first.citizenId, exportId };
  const key = unwrapKey(copy, taken, keys);
  async function* content(): AsyncGenerator<Buffer> {
    let book = first;
    let since = Date.now();
    for (let place = 0; place < Number(taken?.pieces); place += 1) {
      if (Date.now() - since > GRANT_SERVES_MS) {
        book = await ownBook(ctx);
        since = Date.now();
      }
      yield openPiece(copy, key, place, await readPiece(book, exportId, place));
    }
  }
  return { bytes: Number(taken.bytes), asOf: new Date(taken.as_of), content: content() };
}
