import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { app, bytea } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Cuộc trò chuyện của một lượt hỏi: one for each case; its row is the lock under which lines get their numbers. */
export const conversations = app.table(
  "conversations",
  {
    citizenId: uuid("citizen_id").notNull(),
    caseId: uuid("case_id").notNull(),
    /** The number of its last line: numbers have no gap, and are in the order in which lines became durable. */
    lastLine: integer("last_line").notNull().default(0),
    beganAt: moment("began_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.citizenId, t.caseId] }), unique("conversations_case").on(t.caseId)],
);

/** Một lời nhắn, một ảnh hoặc một việc trong cuộc trò chuyện. Appended only, with its opening: it is its own trace. */
export const conversationLines = app.table(
  "conversation_lines",
  {
    citizenId: uuid("citizen_id").notNull(),
    caseId: uuid("case_id").notNull(),
    lineNo: integer("line_no").notNull(),
    /** Made by the sender's browser: sent twice it is one line. */
    lineId: uuid("line_id").notNull(),
    what: text("what").notNull(),
    side: text("side").notNull(),
    actorId: uuid("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    facilityCode: text("facility_code"),
    said: text("said"),
    attachmentId: uuid("attachment_id"),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    /** The row of the access log, or of the desk's log, under which it was said. */
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.caseId, t.lineNo] }),
    unique("conversation_lines_once").on(t.citizenId, t.caseId, t.lineId),
    index("conversation_lines_attachment").on(t.citizenId, t.attachmentId),
    foreignKey({
      name: "conversation_lines_conversation",
      columns: [t.citizenId, t.caseId],
      foreignColumns: [conversations.citizenId, conversations.caseId],
    }),
    check("conversation_lines_what", sql`${t.what} in ('said', 'call-began', 'call-ended')`),
    check("conversation_lines_side", sql`${t.side} in ('person', 'doctor')`),
    check(
      "conversation_lines_said",
      sql`(${t.what} = 'said') = (${t.said} is not null or ${t.attachmentId} is not null)`,
    ),
    check("conversation_lines_length", sql`length(${t.said}) between 1 and 10000`),
  ],
);

/** Đã đọc tới đâu: how far each who takes part has read, and when they got there. */
export const conversationReads = app.table(
  "conversation_reads",
  {
    citizenId: uuid("citizen_id").notNull(),
    caseId: uuid("case_id").notNull(),
    readerId: uuid("reader_id").notNull(),
    side: text("side").notNull(),
    lineNo: integer("line_no").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.caseId, t.readerId] }),
    foreignKey({
      name: "conversation_reads_conversation",
      columns: [t.citizenId, t.caseId],
      foreignColumns: [conversations.citizenId, conversations.caseId],
    }),
    check("conversation_reads_side", sql`${t.side} in ('person', 'doctor')`),
  ],
);

/** Cuộc gọi hình: at most one of a case at a time. Nothing of what is seen or said in it is kept. */
export const videoCalls = app.table(
  "video_calls",
  {
    citizenId: uuid("citizen_id").notNull(),
    callId: uuid("call_id").notNull().default(sql`gen_random_uuid()`),
    caseId: uuid("case_id").notNull(),
    openedAt: moment("opened_at").notNull().default(sql`clock_timestamp()`),
    /** When both sides were there for the first time. */
    metAt: moment("met_at"),
    endedAt: moment("ended_at"),
    endedBecause: text("ended_because"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.callId] }),
    unique("video_calls_call").on(t.callId),
    uniqueIndex("video_calls_open").on(t.caseId).where(sql`ended_at is null`),
    index("video_calls_case").on(t.caseId, t.openedAt),
    index("video_calls_over").on(t.endedAt).where(sql`ended_at is not null`),
    check("video_calls_ended", sql`(${t.endedAt} is null) = (${t.endedBecause} is null)`),
    check("video_calls_because", sql`${t.endedBecause} in ('left', 'gone')`),
  ],
);

/** Chỗ trong cuộc gọi: one browser of one person. Another browser of the same person takes it over. */
export const callSeats = app.table(
  "call_seats",
  {
    citizenId: uuid("citizen_id").notNull(),
    callId: uuid("call_id").notNull(),
    seatId: uuid("seat_id").notNull(),
    side: text("side").notNull(),
    actorId: uuid("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    /** The session that sits there: no other may hear or send what is for it. */
    sessionHash: bytea("session_hash").notNull(),
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
    joinedAt: moment("joined_at").notNull().default(sql`clock_timestamp()`),
    seenAt: moment("seen_at").notNull().default(sql`clock_timestamp()`),
    leftAt: moment("left_at"),
    leftBecause: text("left_because"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.callId, t.seatId] }),
    unique("call_seats_seat").on(t.seatId),
    uniqueIndex("call_seats_of_person").on(t.callId, t.actorId).where(sql`left_at is null`),
    index("call_seats_living").on(t.seenAt).where(sql`left_at is null`),
    foreignKey({
      name: "call_seats_call",
      columns: [t.citizenId, t.callId],
      foreignColumns: [videoCalls.citizenId, videoCalls.callId],
    }),
    check("call_seats_side", sql`${t.side} in ('person', 'doctor')`),
    check("call_seats_left", sql`(${t.leftAt} is null) = (${t.leftBecause} is null)`),
    check("call_seats_because", sql`${t.leftBecause} in ('left', 'taken-over', 'ended', 'gone')`),
  ],
);

/** Tín hiệu nối máy: what one browser tells another so that they meet. It lives for minutes and is then swept. */
export const callSignals = app.table(
  "call_signals",
  {
    signalId: bigint("signal_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    fromSeat: uuid("from_seat")
      .notNull()
      .references(() => callSeats.seatId),
    toSeat: uuid("to_seat")
      .notNull()
      .references(() => callSeats.seatId),
    /** The sender's own number of it: sent twice it is one signal. */
    signalNo: integer("signal_no").notNull(),
    body: jsonb("body").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    unique("call_signals_once").on(t.fromSeat, t.signalNo),
    index("call_signals_to").on(t.toSeat, t.signalId),
    index("call_signals_at").on(t.at),
    check("call_signals_size", sql`length(${t.body}::text) <= 32000`),
  ],
);
