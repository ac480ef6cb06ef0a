import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";
import { ATTENDEE_STATUSES } from "./station-rules.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
const listed = (words: readonly string[]) => sql.raw(words.map((one) => `'${one}'`).join(", "));

/** Buổi tiêm: a day and a place at which a station gives vaccines. */
export const vaccinationSessions = app.table(
  "vaccination_sessions",
  {
    sessionId: uuid("session_id").primaryKey(),
    facilityCode: text("facility_code").notNull(),
    day: date("day").notNull(),
    fromMinute: integer("from_minute").notNull(),
    untilMinute: integer("until_minute").notNull(),
    place: text("place").notNull(),
    plannedBy: uuid("planned_by").notNull(),
    plannedByName: text("planned_by_name").notNull(),
    plannedAt: moment("planned_at").notNull().default(sql`clock_timestamp()`),
    cancelledAt: moment("cancelled_at"),
    cancelledByName: text("cancelled_by_name"),
    cancelledBecause: text("cancelled_because"),
    /** When the day was over and who had not come was worked out. */
    closedAt: moment("closed_at"),
  },
  (t) => [
    index("vaccination_sessions_facility").on(t.facilityCode, t.day),
    index("vaccination_sessions_open").on(t.day).where(sql`${t.closedAt} is null`),
    check(
      "vaccination_sessions_times",
      sql`0 <= ${t.fromMinute} and ${t.fromMinute} < ${t.untilMinute} and ${t.untilMinute} <= 1440`,
    ),
    check("vaccination_sessions_place", sql`length(btrim(${t.place})) between 3 and 200`),
    check(
      "vaccination_sessions_cancelled",
      sql`(${t.cancelledAt} is null) = (${t.cancelledBecause} is null)`,
    ),
  ],
);

/** Vắc xin của buổi tiêm: one lot that was brought, and how many doses of it are left. */
export const vaccinationStock = app.table(
  "vaccination_stock",
  {
    sessionId: uuid("session_id")
      .notNull()
      .references(() => vaccinationSessions.sessionId),
    stockId: uuid("stock_id").notNull(),
    product: text("product").notNull(),
    vaccineCode: text("vaccine_code").notNull(),
    antigens: text("antigens").array().notNull(),
    lot: text("lot").notNull(),
    expiresOn: date("expires_on").notNull(),
    brought: integer("brought").notNull(),
    remaining: integer("remaining").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.stockId] }),
    uniqueIndex("vaccination_stock_lot").on(t.sessionId, t.vaccineCode, t.lot),
    check(
      "vaccination_stock_remaining",
      sql`${t.remaining} between 0 and ${t.brought} and ${t.brought} <= 5000`,
    ),
  ],
);

/**
 * Người của buổi tiêm: invited, or there. A child of whom no number is known goes by an id of its own (`is_known` false) until its
 * dose has found its book.
 */
export const vaccinationPeople = app.table(
  "vaccination_people",
  {
    citizenId: uuid("citizen_id").notNull(),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => vaccinationSessions.sessionId),
    isKnown: boolean("is_known").notNull(),
    name: text("name").notNull(),
    /** As far as it is known: `2026`, `2026-05` or `2026-05-20`. */
    born: text("born").notNull(),
    sex: text("sex").notNull(),
    phone: text("phone"),
    /** Of a child without a number: the minute of birth and the number of its mother or father. */
    bornTime: text("born_time"),
    parentId: text("parent_id"),
    status: text("status", { enum: ATTENDEE_STATUSES }).notNull(),
    invitedAt: moment("invited_at"),
    invitedByName: text("invited_by_name"),
    messageId: bigint("message_id", { mode: "number" }),
    cameAt: moment("came_at"),
    screenedAt: moment("screened_at"),
    screenedByName: text("screened_by_name"),
    screening: text("screening"),
    screeningNote: text("screening_note"),
    /** Until when they are watched after the last dose, and how that ended. */
    watchedUntil: moment("watched_until"),
    watchEndedAt: moment("watch_ended_at"),
    watchEndedByName: text("watch_ended_by_name"),
    watchOutcome: text("watch_outcome"),
    watchNote: text("watch_note"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.sessionId] }),
    index("vaccination_people_session").on(t.sessionId),
    check("vaccination_people_status", sql`${t.status} in (${listed(ATTENDEE_STATUSES)})`),
    check("vaccination_people_born", sql`${t.born} ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'`),
    check("vaccination_people_screening", sql`${t.screening} in ('fit', 'put-off')`),
    check("vaccination_people_screened", sql`(${t.screening} is null) = (${t.screenedAt} is null)`),
    check("vaccination_people_watch", sql`${t.watchOutcome} in ('well', 'reaction', 'left-early')`),
    check("vaccination_people_came", sql`${t.status} in ('invited', 'missed') or ${t.cameAt} is not null`),
  ],
);

/**
 * Mũi ghi tại bàn: a dose that a desk wrote, shown in the book at once and filed by the worker into `warehouse.doses` as if the
 * facility had sent it, under the same id. Undone is a new version, `withdrawn`.
 */
export const deskDoses = app.table(
  "desk_doses",
  {
    citizenId: uuid("citizen_id").notNull(),
    doseId: uuid("dose_id").notNull(),
    /** Whether `citizen_id` is somebody of the registry; else the worker looks for whom these details mean. */
    isKnown: boolean("is_known").notNull(),
    name: text("name").notNull(),
    born: text("born").notNull(),
    sex: text("sex").notNull(),
    bornTime: text("born_time"),
    parentId: text("parent_id"),
    facilityCode: text("facility_code").notNull(),
    sessionId: uuid("session_id"),
    stockId: uuid("stock_id"),
    product: text("product"),
    vaccineCode: text("vaccine_code").notNull(),
    antigens: text("antigens").array().notNull(),
    lot: text("lot"),
    expiresOn: date("expires_on"),
    doseNumber: integer("dose_number"),
    site: text("site"),
    route: text("route"),
    givenOn: date("given_on").notNull(),
    givenAt: moment("given_at"),
    place: text("place"),
    givenBy: text("given_by"),
    documentRef: text("document_ref"),
    /** `reported`: written down from a paper that the desk has seen. */
    standing: text("standing").notNull(),
    writtenAt: moment("written_at").notNull().default(sql`clock_timestamp()`),
    writtenBy: uuid("written_by").notNull(),
    writtenByName: text("written_by_name").notNull(),
    undoneAt: moment("undone_at"),
    undoneByName: text("undone_by_name"),
    undoneBecause: text("undone_because"),
    version: integer("version").notNull().default(1),
    /** Which version the warehouse has, and what it said of it. */
    filedVersion: integer("filed_version").notNull().default(0),
    filedAt: moment("filed_at"),
    filing: text("filing"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.doseId] }),
    uniqueIndex("desk_doses_id").on(t.doseId),
    index("desk_doses_session").on(t.sessionId),
    index("desk_doses_to_file").on(t.writtenAt).where(sql`${t.filedVersion} < ${t.version}`),
    index("desk_doses_held").on(t.filedAt).where(sql`${t.filing} = 'held'`),
    // Two clerks write one vaccine of one person once.
    uniqueIndex("desk_doses_once")
      .on(t.citizenId, t.sessionId, t.vaccineCode)
      .where(sql`${t.undoneAt} is null and ${t.sessionId} is not null`),
    foreignKey({
      name: "desk_doses_of_stock",
      columns: [t.sessionId, t.stockId],
      foreignColumns: [vaccinationStock.sessionId, vaccinationStock.stockId],
    }),
    check("desk_doses_standing", sql`${t.standing} in ('recorded', 'reported')`),
    check("desk_doses_filing", sql`${t.filing} in ('filed', 'held')`),
    check("desk_doses_before_birth", sql`left(${t.givenOn}::text, length(${t.born})) >= ${t.born}`),
    check("desk_doses_expired", sql`${t.expiresOn} >= ${t.givenOn}`),
    check("desk_doses_number", sql`${t.doseNumber} between 1 and 20`),
    check("desk_doses_antigens", sql`cardinality(${t.antigens}) between 1 and 12`),
    check(
      "desk_doses_undone",
      sql`(${t.undoneAt} is null) = (${t.undoneBecause} is null) and (${t.undoneBecause} is null or length(btrim(${t.undoneBecause})) between 3 and 300)`,
    ),
  ],
);

/** Nhật ký buổi tiêm: every step, in the transaction of the step. Appended only. */
export const vaccinationLog = app.table(
  "vaccination_log",
  {
    logId: bigint("log_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    sessionId: uuid("session_id"),
    citizenId: uuid("citizen_id"),
    facilityCode: text("facility_code").notNull(),
    what: text("what").notNull(),
    staffId: uuid("staff_id"),
    staffName: text("staff_name"),
    details: jsonb("details").notNull().default({}),
  },
  (t) => [
    index("vaccination_log_session").on(t.sessionId, t.logId),
    index("vaccination_log_citizen").on(t.citizenId, t.logId),
  ],
);
