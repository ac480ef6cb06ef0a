import { sql } from "drizzle-orm";
import { bigint, index, jsonb, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Tin nhắn: what the book tells a person. Only `app.tell` adds one, in the transaction of what it tells of. */
export const messages = app.table(
  "messages",
  {
    citizenId: uuid("citizen_id").notNull(),
    messageId: bigint("message_id", { mode: "number" }).generatedAlwaysAsIdentity(),
    /** What it is about, a name of `kinds.data.ts`: its words, its urgency. */
    kind: text("kind").notNull(),
    /** The page it leads to, inside the book. */
    link: text("link").notNull(),
    /** What its words name: a facility, a day. Never anything clinical. */
    values: jsonb("values").$type<Record<string, string>>().notNull().default({}),
    /** The same thing is told once. */
    once: text("once"),
    toldAt: moment("told_at").notNull().default(sql`clock_timestamp()`),
    readAt: moment("read_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.messageId] }),
    index("messages_unread").on(t.citizenId).where(sql`${t.readAt} is null`),
    uniqueIndex("messages_once").on(t.citizenId, t.kind, t.once).where(sql`${t.once} is not null`),
  ],
);
