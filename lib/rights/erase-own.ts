import { sql } from "drizzle-orm";
import { openBook } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { Refused } from "#lib/platform/errors.ts";
import type { EraseInput } from "./inputs.ts";

/**
 * Xóa điều sổ giữ: what I told, chose and added, in one transaction; photos lose their keys. Throws Refused
 * `sign-in-again`. Twice is once.
 */
export async function eraseOwn(ctx: Context, { erasureId }: EraseInput): Promise<void> {
  const book = await openBook(ctx, ctx.actor.id, "own-reading", "rights");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ refusal: string | null }>(sql`select app.erase_own(${erasureId}::uuid) as refusal`),
  );
  if (row?.refusal) throw new Refused(row.refusal);
}
