import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { app, bytea } from "#lib/platform/schemas.ts";

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
    /** When the ladder looks at it next; null once it is done with it. */
    dueAt: moment("due_at").default(sql`clock_timestamp()`),
    /** Of a copy: whose message it repeats, for whoever may read that person's messages, and by which relation. */
    copyOfCitizen: uuid("copy_of_citizen"),
    copyOfMessage: bigint("copy_of_message", { mode: "number" }),
    byRelation: uuid("by_relation"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.messageId] }),
    index("messages_unread").on(t.citizenId).where(sql`${t.readAt} is null`),
    uniqueIndex("messages_once").on(t.citizenId, t.kind, t.once).where(sql`${t.once} is not null`),
    index("messages_due").on(t.dueAt).where(sql`${t.dueAt} is not null`),
    index("messages_copies").on(t.copyOfCitizen, t.copyOfMessage).where(sql`${t.copyOfCitizen} is not null`),
    check("messages_copy", sql`num_nulls(${t.copyOfCitizen}, ${t.copyOfMessage}, ${t.byRelation}) in (0, 3)`),
  ],
);

/** Cách nhận tin: what a person chose. Without a row the defaults of `app.settings_of` hold. */
export const messageSettings = app.table(
  "message_settings",
  {
    citizenId: uuid("citizen_id").primaryKey(),
    /** Groups of kinds about which no SMS is sent. */
    silent: text("silent").array().notNull().default(sql`'{}'`),
    /** Quiet hours as minutes of the day in Bình Sơn; the same minute twice is none. */
    quietFrom: integer("quiet_from").notNull(),
    quietTo: integer("quiet_to").notNull(),
    changedAt: moment("changed_at").notNull().default(sql`clock_timestamp()`),
    /** The row of the access log under which it was chosen. */
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
  },
  (t) => [
    check(
      "message_settings_silent",
      sql`not ('safety' = any(${t.silent})) and cardinality(${t.silent}) <= 20`,
    ),
    check(
      "message_settings_quiet",
      sql`${t.quietFrom} between 0 and 1439 and ${t.quietTo} between 0 and 1439`,
    ),
  ],
);

/** Số điện thoại nhận SMS: declared by its owner, used once a code that went there came back. */
export const phones = app.table(
  "phones",
  {
    citizenId: uuid("citizen_id").primaryKey(),
    number: text("number").notNull(),
    /** The language of its owner when it was declared. */
    language: text("language").notNull(),
    declaredAt: moment("declared_at").notNull().default(sql`clock_timestamp()`),
    confirmedAt: moment("confirmed_at"),
    /** Why no SMS goes there any more: the network refused it, or a caller reached somebody else. */
    doubtedBecause: text("doubted_because"),
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
  },
  (t) => [
    check("phones_number", sql`${t.number} ~ '^0[35789][0-9]{8}$'`),
    check("phones_language", sql`${t.language} in ('vi', 'en')`),
    check("phones_doubted", sql`${t.doubtedBecause} in ('refused', 'wrong-number')`),
  ],
);

/** Mã SMS: what was sent to a number and must come back. Kept as a hash, for a few minutes. */
export const codes = app.table(
  "codes",
  {
    citizenId: uuid("citizen_id").notNull(),
    codeId: uuid("code_id").notNull(),
    purpose: text("purpose").notNull(),
    number: text("number").notNull(),
    codeHash: bytea("code_hash").notNull(),
    madeAt: moment("made_at").notNull().default(sql`clock_timestamp()`),
    expiresAt: moment("expires_at").notNull(),
    tries: integer("tries").notNull().default(0),
    usedAt: moment("used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.codeId] }),
    index("codes_latest").on(t.citizenId, t.purpose, t.madeAt.desc()),
    index("codes_number").on(t.number, t.madeAt.desc()),
    check("codes_hash", sql`length(${t.codeHash}) = 32`),
  ],
);
