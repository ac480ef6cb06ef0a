import * as z from "zod";
import { type Book, noteRefusal, openBook } from "#lib/consent/index.ts";
import {
  type Attempt,
  type FeeNote,
  findFeeNote,
  findNoteToPay,
  type NoteOfOther,
  payersOfNote,
  type Refund,
} from "#lib/payment/index.ts";
import { leftToPay } from "#lib/payment/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";

/** A note as its reader may see it: all of one's own, the sum alone of somebody else's. */
export type Fee = {
  book: Book;
  attempts: Attempt[];
  payers: Awaited<ReturnType<typeof payersOfNote>>;
} & (
  | { own: true; name: null; mayPay: true; note: FeeNote & { leftVnd: bigint }; refunds: Refund[] }
  | {
      own: false;
      name: string;
      mayPay: boolean;
      note: NoteOfOther["note"];
      refunds: NoteOfOther["refunds"];
    }
);

/** The fees part of the reader's own book. */
export const ownFeesOf = (ctx: Context) => openBook(ctx, ctx.actor.id, "own-reading", "payment");

/** Reads one note for whoever owes it or pays it. Throws NotFound for everybody else, and writes that down. */
export async function readFee(ctx: Context, noteId: string | undefined): Promise<Fee> {
  const id = z.uuid().safeParse(noteId);
  if (!id.success) throw new NotFound();
  const book = await ownFeesOf(ctx);
  const [found, payers] = await Promise.all([findFeeNote(book, id.data), payersOfNote(book, id.data)]);
  if (found) {
    const note = { ...found.note, leftVnd: leftToPay(found.note) };
    return { book, payers, own: true, name: null, mayPay: true, ...found, note };
  }
  const others = await findNoteToPay(book, id.data);
  if (!others) {
    await noteRefusal(ctx, "not-in-this-book", "fee note");
    throw new NotFound();
  }
  const { citizenName, ...rest } = others;
  return { book, payers, own: false, name: citizenName, ...rest };
}
