import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";
import { messages } from "./tables.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Lượt gửi: one message by one channel, once. `delivery_id` is the key by which the network knows it again. */
export const deliveries = app.table(
  "deliveries",
  {
    citizenId: uuid("citizen_id").notNull(),
    deliveryId: uuid("delivery_id").notNull().defaultRandom(),
    messageId: bigint("message_id", { mode: "number" }).notNull(),
    channel: text("channel").notNull(),
    /** Of `push`: to which browser. It may be gone by now. */
    subscriptionId: uuid("subscription_id"),
    state: text("state").notNull().default("waiting"),
    urgent: boolean("urgent").notNull(),
    plannedAt: moment("planned_at").notNull(),
    /** When it is tried next; a worker that takes it moves this on, so that nobody else does meanwhile. */
    nextAt: moment("next_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    doneAt: moment("done_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.deliveryId] }),
    unique("deliveries_each_once")
      .on(t.citizenId, t.messageId, t.channel, t.subscriptionId)
      .nullsNotDistinct(),
    index("deliveries_recent").on(t.citizenId, t.plannedAt.desc()),
    index("deliveries_next").on(t.channel, t.nextAt).where(sql`${t.state} = 'waiting'`),
    foreignKey({
      name: "deliveries_message",
      columns: [t.citizenId, t.messageId],
      foreignColumns: [messages.citizenId, messages.messageId],
    }),
    check("deliveries_channels", sql`${t.channel} in ('sms', 'push')`),
    check("deliveries_subscription", sql`(${t.channel} = 'push') = (${t.subscriptionId} is not null)`),
    check("deliveries_state", sql`${t.state} in ('waiting', 'sent', 'refused', 'not-needed', 'given-up')`),
    check("deliveries_done", sql`(${t.state} = 'waiting') = (${t.doneAt} is null)`),
  ],
);

/** Danh sách gọi: somebody who has not read a message, for the station to call. At most one open line per person. */
export const calls = app.table(
  "calls",
  {
    citizenId: uuid("citizen_id").notNull(),
    callId: uuid("call_id").notNull().defaultRandom(),
    messageId: bigint("message_id", { mode: "number" }).notNull(),
    /** Whose list it stands on; null when nobody knows which station serves this person: the authority's. */
    stationCode: text("station_code"),
    personName: text("person_name").notNull(),
    birthYear: text("birth_year"),
    phone: text("phone"),
    /** Whether its owner confirmed the number by a code, or a visit told it. */
    phoneConfirmed: boolean("phone_confirmed").notNull(),
    urgency: text("urgency").notNull(),
    openedAt: moment("opened_at").notNull(),
    takenBy: uuid("taken_by"),
    takenByName: text("taken_by_name"),
    takenUntil: moment("taken_until"),
    closedAt: moment("closed_at"),
    closedByName: text("closed_by_name"),
    outcome: text("outcome"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.callId] }),
    uniqueIndex("calls_id").on(t.callId),
    uniqueIndex("calls_open").on(t.citizenId).where(sql`${t.closedAt} is null`),
    index("calls_message").on(t.citizenId, t.messageId),
    index("calls_list").on(t.stationCode, t.openedAt).where(sql`${t.closedAt} is null`),
    foreignKey({
      name: "calls_of_message",
      columns: [t.citizenId, t.messageId],
      foreignColumns: [messages.citizenId, messages.messageId],
    }),
    check("calls_urgency", sql`${t.urgency} in ('urgent', 'soon')`),
    check("calls_outcome", sql`${t.outcome} in ('reached', 'not-reached', 'wrong-number', 'read-first')`),
    check("calls_closed", sql`(${t.closedAt} is null) = (${t.outcome} is null)`),
    check("calls_taken", sql`(${t.takenBy} is null) = (${t.takenUntil} is null)`),
  ],
);

/** Nhật ký danh sách gọi: who took, gave back and closed a line, with the row of the desk's log. Appended only. */
export const callLog = app.table(
  "call_log",
  {
    citizenId: uuid("citizen_id").notNull(),
    logId: bigint("log_id", { mode: "number" }).generatedAlwaysAsIdentity(),
    callId: uuid("call_id").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    act: text("act").notNull(),
    staffId: uuid("staff_id"),
    staffName: text("staff_name"),
    /** The row of `desk_log` under which it was done; null for what the worker or the person did. */
    openedAs: bigint("opened_as", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.logId] }),
    check(
      "call_log_act",
      sql`${t.act} in ('opened', 'taken', 'given-back', 'reached', 'not-reached', 'wrong-number', 'read-first')`,
    ),
  ],
);
