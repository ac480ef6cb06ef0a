import { sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";

/** Bắt đầu đọc sổ: when this book was first read; the first call is that reading. */
export async function beginReading(book: Book): Promise<Date> {
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ began_at: string }>(sql`select app.begin_reading() as began_at`),
  );
  if (!row) throw new Error("a reading has no beginning");
  return new Date(row.began_at);
}

/** Đã xem: a visit is not new any more. */
export async function noteSeen(book: Book, encounterId: string): Promise<void> {
  await book.actOnApp((tx) => tx.execute(sql`select app.note_seen(${encounterId}::uuid)`));
}
