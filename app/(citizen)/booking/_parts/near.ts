import { openBookInHand, whoseBook } from "#lib/consent/index.ts";
import type { Session } from "#lib/identity/index.ts";
import { listInsuranceCards } from "#lib/insurance/index.ts";
import type { Context } from "#lib/platform/context.ts";

/**
 * What is near to the person of the book in hand: their ward, and where their card is registered. Whoever may book and not
 * read the record is not told: for them nothing is near.
 */
export async function nearOf(
  ctx: Context,
  { book }: Session,
): Promise<{ ward: string | null; registered: string | null }> {
  if (book && !book.scopes.includes("record")) return { ward: null, registered: null };
  const opened = await openBookInHand(ctx, "booking");
  const [owner, [card]] = await Promise.all([whoseBook(opened), listInsuranceCards(opened, ctx.inHand)]);
  return { ward: owner.warehouse.wardCode, registered: card?.registeredFacility ?? null };
}
