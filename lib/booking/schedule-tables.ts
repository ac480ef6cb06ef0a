import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { departments, practitioners, rooms } from "#lib/facility/tables.ts";
import { app } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
const inRoom = {
  facilityCode: () => text("facility_code").notNull(),
  roomId: () =>
    uuid("room_id")
      .notNull()
      .references(() => rooms.roomId),
  practitionerId: () => uuid("practitioner_id").references(() => practitioners.practitionerId),
};
/** Minutes of the day in Bình Sơn: 420 is 7:00. */
const minute = (name: string) => smallint(name);

/** Lịch tuần: when a room receives people, on one day of the week. No two of one room overlap (constraint `template_once`). */
export const weeklyTemplates = app.table(
  "weekly_templates",
  {
    templateId: uuid("template_id").primaryKey(),
    facilityCode: inRoom.facilityCode(),
    roomId: inRoom.roomId(),
    practitionerId: inRoom.practitionerId(),
    /** 1 is Monday, 7 is Sunday. */
    weekday: smallint("weekday").notNull(),
    fromMinute: minute("from_minute").notNull(),
    untilMinute: minute("until_minute").notNull(),
    slotMinutes: smallint("slot_minutes").notNull(),
    /** Places in each slot, and how many of them are kept for people who come without booking. */
    capacity: smallint("capacity").notNull(),
    reserve: smallint("reserve").notNull().default(0),
    validFrom: date("valid_from").notNull(),
    validUntil: date("valid_until"),
    madeAt: moment("made_at").notNull().default(sql`clock_timestamp()`),
    madeByName: text("made_by_name").notNull(),
    endedAt: moment("ended_at"),
  },
  (t) => [
    index("weekly_templates_facility").on(t.facilityCode).where(sql`ended_at is null`),
    index("weekly_templates_room").on(t.roomId),
    index("weekly_templates_practitioner").on(t.practitionerId),
    check("weekly_templates_weekday", sql`${t.weekday} between 1 and 7`),
    check(
      "weekly_templates_minutes",
      sql`${t.fromMinute} between 0 and 1439 and ${t.untilMinute} between 1 and 1440 and ${t.slotMinutes} between 5 and 240 and ${t.untilMinute} - ${t.fromMinute} >= ${t.slotMinutes}`,
    ),
    check(
      "weekly_templates_capacity",
      sql`${t.capacity} between 1 and 100 and ${t.reserve} between 0 and ${t.capacity}`,
    ),
    check("weekly_templates_days", sql`${t.validUntil} >= ${t.validFrom}`),
  ],
);

/** Ngày khác thường: a day, or hours of it, on which a room or the whole facility is closed, or open beside its week. */
export const dayExceptions = app.table(
  "day_exceptions",
  {
    exceptionId: uuid("exception_id").primaryKey(),
    facilityCode: inRoom.facilityCode(),
    /** Null is the whole facility; only to close. */
    roomId: uuid("room_id").references(() => rooms.roomId),
    practitionerId: inRoom.practitionerId(),
    day: date("day").notNull(),
    kind: text("kind").notNull(),
    fromMinute: minute("from_minute").notNull().default(0),
    untilMinute: minute("until_minute").notNull().default(1440),
    /** Of hours that are open. */
    slotMinutes: smallint("slot_minutes"),
    capacity: smallint("capacity"),
    reserve: smallint("reserve"),
    /** Shown to whoever was booked. */
    reason: text("reason").notNull(),
    madeAt: moment("made_at").notNull().default(sql`clock_timestamp()`),
    madeByName: text("made_by_name").notNull(),
    endedAt: moment("ended_at"),
  },
  (t) => [
    index("day_exceptions_facility").on(t.facilityCode, t.day).where(sql`ended_at is null`),
    index("day_exceptions_room").on(t.roomId),
    index("day_exceptions_practitioner").on(t.practitionerId),
    check("day_exceptions_kind", sql`${t.kind} in ('closed', 'open')`),
    check(
      "day_exceptions_minutes",
      sql`${t.fromMinute} between 0 and 1439 and ${t.untilMinute} > ${t.fromMinute} and ${t.untilMinute} <= 1440`,
    ),
    check(
      "day_exceptions_open",
      sql`(${t.kind} = 'open') = (${t.roomId} is not null and ${t.slotMinutes} is not null and ${t.capacity} is not null and ${t.reserve} is not null) or ${t.kind} = 'closed' and ${t.slotMinutes} is null and ${t.capacity} is null and ${t.reserve} is null`,
    ),
    check(
      "day_exceptions_capacity",
      sql`${t.slotMinutes} between 5 and 240 and ${t.capacity} between 1 and 100 and ${t.reserve} between 0 and ${t.capacity}`,
    ),
    check("day_exceptions_reason", sql`length(btrim(${t.reason})) between 3 and 200`),
  ],
);

/**
 * Khung giờ: a time at which a room receives people. `firstNumber` is the queue number of its first place: numbers of a
 * room and day never meet (constraint `numbers_once`). No two open ones of a room overlap (constraint `slot_once`).
 */
export const slots = app.table(
  "slots",
  {
    slotId: uuid("slot_id").primaryKey(),
    facilityCode: inRoom.facilityCode(),
    departmentId: uuid("department_id")
      .notNull()
      .references(() => departments.departmentId),
    roomId: inRoom.roomId(),
    practitionerId: inRoom.practitionerId(),
    /** The day in Bình Sơn. */
    day: date("day").notNull(),
    startsAt: moment("starts_at").notNull(),
    endsAt: moment("ends_at").notNull(),
    capacity: smallint("capacity").notNull(),
    reserve: smallint("reserve").notNull(),
    firstNumber: integer("first_number").notNull(),
    laidAt: moment("laid_at").notNull().default(sql`clock_timestamp()`),
    /** The facility does not keep it any more; who is booked in it stands until moved. */
    closedAt: moment("closed_at"),
    closedBecause: text("closed_because"),
    /** Closed before anybody was booked in it: its numbers are given again. */
    vacated: boolean("vacated").notNull().default(false),
  },
  (t) => [
    index("slots_department").on(t.departmentId, t.startsAt).where(sql`closed_at is null`),
    index("slots_facility").on(t.facilityCode, t.day),
    index("slots_open").on(t.facilityCode, t.startsAt, t.slotId).where(sql`closed_at is null`),
    index("slots_room").on(t.roomId, t.day),
    index("slots_departments").on(t.departmentId),
    index("slots_practitioner").on(t.practitionerId),
    uniqueIndex("slot_of_room").on(t.roomId, t.startsAt).where(sql`closed_at is null`),
    unique("slots_whole").on(t.slotId, t.facilityCode),
    check("slots_times", sql`${t.endsAt} > ${t.startsAt}`),
    check("slots_day", sql`${t.day} = (${t.startsAt} at time zone 'Asia/Ho_Chi_Minh')::date`),
    check(
      "slots_capacity",
      sql`${t.capacity} between 1 and 100 and ${t.reserve} between 0 and ${t.capacity}`,
    ),
    check("slots_number", sql`${t.firstNumber} >= 1`),
  ],
);

/**
 * Chỗ: one place of a slot, there before anybody wants it. Who takes it writes themselves into the row, so that a slot
 * cannot hold more people than it has rows; an offer holds it the same way.
 */
export const places = app.table(
  "places",
  {
    slotId: uuid("slot_id")
      .notNull()
      .references(() => slots.slotId),
    place: smallint("place").notNull(),
    /** Kept for people who come without booking. */
    reserved: boolean("reserved").notNull().default(false),
    /** Given up with its slot, or with a smaller capacity; who holds it keeps it until moved. */
    closed: boolean("closed").notNull().default(false),
    appointmentId: uuid("appointment_id"),
    offerId: uuid("offer_id"),
    taken: boolean("taken")
      .notNull()
      .generatedAlwaysAs(sql`appointment_id is not null or offer_id is not null`),
  },
  (t) => [
    primaryKey({ columns: [t.slotId, t.place] }),
    unique("places_appointment").on(t.appointmentId),
    unique("places_offer").on(t.offerId),
    index("places_free")
      .on(t.slotId)
      .where(sql`appointment_id is null and offer_id is null and not reserved and not closed`),
    check("places_one", sql`${t.appointmentId} is null or ${t.offerId} is null`),
    check("places_place", sql`${t.place} between 1 and 100`),
  ],
);

/** How far the schedule of a facility is laid: every change asks for another laying, and every day for one day more. */
export const laidSchedules = app.table("laid_schedules", {
  facilityCode: text("facility_code").primaryKey(),
  wanted: integer("wanted").notNull().default(1),
  laid: integer("laid").notNull().default(0),
  laidOn: date("laid_on"),
});
