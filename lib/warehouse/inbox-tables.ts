import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, warehouse } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Hộp nhận: a body that a facility sent whole, known by its content, and what it was answered. */
export const inbox = warehouse.table(
  "inbox",
  {
    requestId: uuid("request_id").primaryKey(),
    facilityCode: text("facility_code").notNull(),
    keyId: bigint("key_id", { mode: "number" }).notNull(),
    sha256: bytea("sha256").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    kind: text("kind").notNull(),
    receivedAt: moment("received_at").notNull().default(sql`clock_timestamp()`),
    /** How often filing has begun, and when it may begin again. */
    tries: integer("tries").notNull().default(0),
    tryAfter: moment("try_after").notNull().default(sql`clock_timestamp()`),
    answeredAt: moment("answered_at"),
    /** The other facility that the body names; then nothing of it is filed. */
    foreignCode: text("foreign_code"),
    /** The reports of its files as JSON, word for word as they are answered. */
    reports: text("reports"),
  },
  (t) => [
    uniqueIndex("inbox_one_content").on(t.facilityCode, t.sha256),
    index("inbox_waiting").on(t.tryAfter).where(sql`${t.answeredAt} is null`),
    check("inbox_kind", sql`${t.kind} in ('xml', 'gzip', 'zip', 'json', 'csv', 'doses-gzip', 'doses-zip')`),
    check(
      "inbox_answer",
      sql`(${t.answeredAt} is not null) = (${t.reports} is not null or ${t.foreignCode} is not null)`,
    ),
  ],
);

/** Mảnh của tệp đã nhận: the bytes of a body until it is filed; of one that never came whole, until it is swept. */
export const inboxChunks = warehouse.table(
  "inbox_chunks",
  {
    facilityCode: text("facility_code").notNull(),
    requestId: uuid("request_id").notNull(),
    place: integer("place").notNull(),
    content: bytea("content").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.facilityCode, t.requestId, t.place] }), index("inbox_chunks_at").on(t.at)],
);
