import type { Context } from "#lib/platform/context.ts";
import { NotAllowed, NotFound, SignedOut } from "#lib/platform/errors.ts";
import { Book } from "./book.ts";
import type { Part, Purpose } from "./rules.ts";

/**
 * Mở sổ: opens one part of a citizen's book for a purpose. Leaves the trace first, in a transaction of its own, and
 * only then asks for the grant; both at one call. Throws SignedOut, NotFound for a book one may not open, NotAllowed past the limit.
 */
export async function openBook(ctx: Context, citizenId: string, purpose: Purpose, part: Part): Promise<Book> {
  const sql = ctx.app.$client;
  const { token } = ctx.actor;
  const [opening] = await sql<{ p_log: string | null; p_refusal: string | null; p_grant: string | null }[]>`
    call app.enter_book(${token}, ${citizenId}::uuid, ${purpose}, ${part}, null, null, null)`;
  if (!opening?.p_log || !opening.p_grant) {
    if (opening?.p_refusal === "signed-out") throw new SignedOut();
    if (opening?.p_refusal === "too-many-books") throw new NotAllowed();
    throw new NotFound();
  }
  return new Book({
    citizenId,
    logId: Number(opening.p_log),
    grant: opening.p_grant,
    app: ctx.app,
    warehouse: ctx.warehouse,
  });
}

/** Mở sổ đang cầm: one part of the book that is in hand, one's own or that of somebody for whom one acts. Throws as `openBook`. */
export function openBookInHand(ctx: Context, part: Part): Promise<Book> {
  return openBook(ctx, ctx.inHand.citizenId, ctx.inHand.purpose, part);
}
