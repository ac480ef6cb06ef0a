import { sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";

/** Hủy ảnh, giấy tờ: deletes its key and its bytes; that it was there stays. True also when it was shredded before. */
export async function shredAttachment(book: Book, attachmentId: string): Promise<boolean> {
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ done: boolean }>(sql`select app.shred_attachment(${attachmentId}::uuid) as done`),
  );
  return row?.done ?? false;
}
