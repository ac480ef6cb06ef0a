import { openBook } from "#lib/consent/index.ts";
import { holdBook } from "#lib/identity/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import type { TakeBookInput } from "./inputs.ts";
import { listBooksCaredFor } from "./queries.ts";

/**
 * Đổi sổ: takes one's own book into the hand of this session, or that of somebody for whom a relation holds. Throws
 * NotFound when none does.
 */
export async function takeBook(ctx: Context, { relationId }: TakeBookInput): Promise<void> {
  if (relationId === "own") {
    await holdBook(ctx.app, ctx.actor.token, ctx.actor.id);
    return;
  }
  const own = await openBook(ctx, ctx.actor.id, "own-reading", "family");
  const relation = (await listBooksCaredFor(own)).find((one) => one.relationId === relationId);
  if (!relation || !(await holdBook(ctx.app, ctx.actor.token, relation.citizenId))) throw new NotFound();
}
