import { openBookInHand, whoseBook } from "#lib/consent/index.ts";
import type { Session } from "#lib/identity/index.ts";
import type { Context } from "#lib/platform/context.ts";

/** The ward of the person of the book in hand; null for whoever may ask for them and not read their record. */
export async function nearWard(ctx: Context, { book }: Session): Promise<string | null> {
  if (book && !book.scopes.includes("record")) return null;
  const { warehouse } = await whoseBook(await openBookInHand(ctx, "teleconsult"));
  return warehouse.wardCode;
}
