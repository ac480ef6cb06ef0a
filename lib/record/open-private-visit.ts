import {
  closePrivateEncounter,
  noteRefusal,
  openBookInHand,
  openPrivateEncounter,
} from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { findClosedEncounter } from "./closed-queries.ts";
import type { PrivateVisitInput } from "./inputs.ts";

/** Mở lượt khám riêng tư: only one that stands closed in the caller's own book. */
export async function openPrivateVisit(ctx: Context, { encounterId }: PrivateVisitInput): Promise<void> {
  if (!ctx.inHand.mayOpenPrivate) throw new NotFound();
  const book = await openBookInHand(ctx, "encounters");
  if (!(await findClosedEncounter(book, encounterId))) {
    await noteRefusal(ctx, "not-in-this-book", `private encounter ${encounterId}`);
    throw new NotFound();
  }
  await openPrivateEncounter(ctx, ctx.inHand.citizenId, encounterId);
}

/** Đóng lại lượt khám riêng tư. */
export async function closePrivateVisit(ctx: Context, { encounterId }: PrivateVisitInput): Promise<void> {
  await closePrivateEncounter(ctx, ctx.inHand.citizenId, encounterId);
}
