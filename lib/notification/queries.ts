import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { calls } from "./ladder-tables.ts";
import { messages, phones } from "./tables.ts";

/** One message as its owner has it. `values` is what its words name. */
export type Message = {
  messageId: number;
  kind: string;
  link: string;
  values: Record<string, string>;
  toldAt: Date;
  readAt: Date | null;
  /** Of a copy of somebody else's message: by which relation the reader has it; null for one's own. */
  byRelation: string | null;
};

const columns = {
  messageId: messages.messageId,
  kind: messages.kind,
  link: messages.link,
  values: messages.values,
  toldAt: messages.toldAt,
  readAt: messages.readAt,
  byRelation: messages.byRelation,
};

/** Tin nhắn: the messages of a book, the latest first, at most `most`, before the one named. */
export function listMessages(book: Book, o: { before?: number; most: number }): Promise<Message[]> {
  return book.readApp((tx) =>
    tx
      .select(columns)
      .from(messages)
      .where(
        and(
          eq(messages.citizenId, book.citizenId),
          o.before === undefined ? undefined : lt(messages.messageId, o.before),
        ),
      )
      .orderBy(desc(messages.messageId))
      .limit(o.most),
  );
}

/** One message; null when this book has none of that number. */
export async function findMessage(book: Book, messageId: number): Promise<Message | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select(columns)
      .from(messages)
      .where(and(eq(messages.citizenId, book.citizenId), eq(messages.messageId, messageId))),
  );
  return row ?? null;
}

/** A call that the station made about a message, as the person sees it. */
export type CallMade = { at: Date; by: string; outcome: string };

/** Lần trạm gọi: who called about a message, and what came of it. */
export async function listCallsMade(book: Book, messageId: number): Promise<CallMade[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select({ at: calls.closedAt, by: calls.closedByName, outcome: calls.outcome })
      .from(calls)
      .where(and(eq(calls.citizenId, book.citizenId), eq(calls.messageId, messageId)))
      .orderBy(calls.closedAt),
  );
  return rows.flatMap(({ at, by, outcome }) => (at && by && outcome ? [{ at, by, outcome }] : []));
}

/** How many messages whoever is signed in has not read; 10 stands for more. */
export async function countUnread(ctx: Context): Promise<number> {
  const [row] = await ctx.app.$client<{ unread: number }[]>`
    select app.count_unread(${ctx.actor.token}) as unread`;
  return row?.unread ?? 0;
}

/** How a person wants to be told: minutes of the day; the same twice is no quiet hours. */
export type MessageSettings = { silent: string[]; quietFrom: number; quietTo: number };

/** Cách nhận tin. */
export async function findMessageSettings(book: Book): Promise<MessageSettings> {
  const [row] = await book.readApp((tx) =>
    tx.execute<{ silent: string; quiet_from: number; quiet_to: number }>(
      sql`select to_json(silent)::text as silent, quiet_from, quiet_to from app.own_message_settings()`,
    ),
  );
  if (!row) throw new Error("settings always have an answer");
  return { silent: JSON.parse(row.silent), quietFrom: row.quiet_from, quietTo: row.quiet_to };
}

/** A number for SMS. `doubted` is why nothing is sent there any more. */
export type Phone = { number: string; confirmedAt: Date | null; doubted: string | null };

/** Số điện thoại nhận SMS; null when there is none. */
export async function findPhone(book: Book): Promise<Phone | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select({ number: phones.number, confirmedAt: phones.confirmedAt, doubted: phones.doubtedBecause })
      .from(phones)
      .where(eq(phones.citizenId, book.citizenId)),
  );
  return row ?? null;
}

/** The number whose code is awaited; null when none is. */
export async function findPhoneInQuestion(book: Book): Promise<string | null> {
  const [row] = await book.readApp((tx) =>
    tx.execute<{ number: string | null }>(sql`select app.phone_in_question() as number`),
  );
  return row?.number ?? null;
}
