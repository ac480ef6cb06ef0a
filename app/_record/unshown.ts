import type { Unshown } from "#components/record/unshown.tsx";
import type { Book } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { listClosedEncounters } from "#lib/record/index.ts";

/** What a page may say of the private visits that it does not show. Who may not open any is told of none. */
export async function unshownIn(ctx: Context, book: Book): Promise<Unshown> {
  if (!ctx.inHand.mayOpenPrivate) return "not-told";
  return (await listClosedEncounters(book, { most: 1 })).length > 0 ? "closed" : "none";
}
