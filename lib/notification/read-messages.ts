import { sql } from "drizzle-orm";
import { type Book, openBook } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import type { ReadAllInput } from "./inputs.ts";

/** Đọc một tin: marks it read, in a book that was opened for it; again changes nothing. */
export async function readMessage(book: Book, messageId: number): Promise<void> {
  await book.actOnApp((tx) => tx.execute(sql`select app.read_message(${messageId})`));
}

/** Đánh dấu đã đọc hết: everything up to the latest that the page showed; what came since stays unread. */
export async function readAllMessages(ctx: Context, { upTo }: ReadAllInput): Promise<void> {
  const book = await openBook(ctx, ctx.actor.id, "own-reading", "messages");
  await book.actOnApp((tx) => tx.execute(sql`select app.read_messages(${upTo})`));
}
