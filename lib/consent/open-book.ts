import type { Context } from "#lib/platform/context.ts";
import { NotAllowed, NotFound, SignedOut } from "#lib/platform/errors.ts";
import { Book } from "./book.ts";
import type { Part, Purpose } from "./rules.ts";

/**
 * Mở sổ: opens one part of a citizen's book for a purpose. Leaves the trace first, in a transaction of its own, and
 * only then asks for the grant. Throws SignedOut, NotFound for a book one may not open, NotAllowed past the limit.
 */
export async function openBook(ctx: Context, citizenId: string, purpose: Purpose, part: Part): Promise<Book> {
  const sql = ctx.app.$client;
  const { token } = ctx.actor;
  const [opening] = await sql<{ log_id: string | null; refusal: string | null }[]>`
    select log_id, refusal from app.open_book(${token}, ${citizenId}::uuid, ${purpose}, ${part})`;
  if (!opening?.log_id) {
    if (opening?.refusal === "signed-out") throw new SignedOut();
    if (opening?.refusal === "too-many-books") throw new NotAllowed();
    throw new NotFound();
  }
  const [granted] = await sql<{ grant: string }[]>`
    select app.grant_for(${token}, ${citizenId}::uuid, ${opening.log_id}::bigint) as grant`;
  if (!granted) throw new NotFound();
  return new Book({
    citizenId,
    logId: Number(opening.log_id),
    grant: granted.grant,
    app: ctx.app,
    warehouse: ctx.warehouse,
  });
}
