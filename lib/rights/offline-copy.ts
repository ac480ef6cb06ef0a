import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { type Book, openBook } from "#lib/consent/index.ts";
import { type Context, ownBookOf } from "#lib/platform/context.ts";
import type { Database } from "#lib/platform/db.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { OfflineCopyInput } from "./inputs.ts";
import { offlineCopies } from "./offline-tables.ts";

/** A phone that keeps a copy. */
export type OfflineCopy = {
  copyId: string;
  userAgent: string | null;
  madeAt: Date;
  refreshedAt: Date;
  lastsUntil: Date;
};

/** What a copy may be read from: one's own book, opened for this alone, and until when the copy lasts. */
export type KeptCopy = { ctx: Context; book: Book; lastsUntil: Date };

/** The copy is of one's own book, whatever book is in hand. */
const own = (ctx: Context) => ({ ...ctx, inHand: ownBookOf(ctx.actor) });
const openOwn = (ctx: Context) => openBook(ctx, ctx.actor.id, "own-reading", "offline-copy");

/**
 * Cất một bản trong máy này, or make it anew: writes down which phone keeps it, under an opening that is in the access log.
 * Throws Refused `gone` for one that was ended, `too-many` past the limit. Twice is once.
 */
export async function keepOfflineCopy(ctx: Context, { copyId }: OfflineCopyInput): Promise<KeptCopy> {
  const book = await openOwn(ctx);
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ until: string | null; refusal: string | null }>(
      sql`select lasts_until as until, refusal from app.keep_offline_copy(${copyId}::uuid)`,
    ),
  );
  if (!row?.until) throw new Refused(row?.refusal ?? "gone");
  return { ctx: own(ctx), book, lastsUntil: new Date(row.until) };
}

/** Xóa bản cất ở một máy: it goes there at the next connection. Throws NotFound when no living copy of mine is called so. */
export async function endOfflineCopy(ctx: Context, { copyId }: OfflineCopyInput): Promise<void> {
  const book = await openOwn(ctx);
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ ended: boolean }>(sql`select app.end_offline_copy(${copyId}::uuid) as ended`),
  );
  if (!row?.ended) throw new NotFound();
}

/** Máy nào đang giữ bản cất; the latest first. */
export function listOfflineCopies(book: Book, now: Date): Promise<OfflineCopy[]> {
  return book.readApp((tx) =>
    tx
      .select({
        copyId: offlineCopies.copyId,
        userAgent: offlineCopies.userAgent,
        madeAt: offlineCopies.madeAt,
        refreshedAt: offlineCopies.refreshedAt,
        lastsUntil: offlineCopies.lastsUntil,
      })
      .from(offlineCopies)
      .where(
        and(
          eq(offlineCopies.citizenId, book.citizenId),
          isNull(offlineCopies.endedAt),
          gt(offlineCopies.lastsUntil, now),
        ),
      )
      .orderBy(desc(offlineCopies.refreshedAt)),
  );
}

/**
 * Whether a phone may go on keeping a copy. Whoever asks knows only its name; if somebody else is signed in there, it ends.
 */
export async function offlineCopyStands(
  app: Database,
  o: { copyId: string; token: string | null },
): Promise<boolean> {
  const [row] = await app.$client<{ stands: boolean }[]>`
    select app.offline_copy_stands(${o.copyId}::uuid, ${o.token}) as stands`;
  return row?.stands ?? false;
}

/** Quên các bản cất đã hết hạn từ lâu, which phones kept one; for the worker. Answers how many. */
export async function sweepOfflineCopies(app: Database, now: Date): Promise<number> {
  const [row] = await app.$client<{ swept: number }[]>`
    select app.sweep_offline_copies(${now.toISOString()}::timestamptz) as swept`;
  return row?.swept ?? 0;
}
