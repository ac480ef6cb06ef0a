import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { departments, offeredServices, rooms } from "#lib/facility/tables.ts";
import { app } from "#lib/platform/schemas.ts";
import { places, slots } from "./schedule-tables.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });
const vnd = (name: string) => bigint(name, { mode: "bigint" });
const owned = {
  citizenId: () => uuid("citizen_id").notNull(),
  facilityCode: () => text("facility_code").notNull(),
  departmentId: () =>
    uuid("department_id")
      .notNull()
      .references(() => departments.departmentId),
  serviceId: () => uuid("service_id").references(() => offeredServices.serviceId),
};

/** Numbers every change of an appointment, for systems that follow (`appointments.change`). */
export const appointmentChanges = app.sequence("appointment_changes");

/**
 * Lịch hẹn, phiếu khám: one visit to come, from the booking to its end. It holds its place in `places`; moved to another
 * time it stays the same appointment with a new place and number.
 */
export const appointments = app.table(
  "appointments",
  {
    citizenId: owned.citizenId(),
    appointmentId: uuid("appointment_id").notNull(),
    facilityCode: owned.facilityCode(),
    departmentId: owned.departmentId(),
    roomId: uuid("room_id")
      .notNull()
      .references(() => rooms.roomId),
    /** Null of somebody who came without booking when no place was left. */
    slotId: uuid("slot_id").references(() => slots.slotId),
    place: smallint("place"),
    serviceId: owned.serviceId(),
    /** The day in Bình Sơn, the time, and the number in the queue of the room on that day. */
    day: date("day").notNull(),
    startsAt: moment("starts_at").notNull(),
    number: integer("number").notNull(),
    status: text("status").notNull().default("booked"),
    /** Mã phiếu: eight signs without 0, O, 1, I. */
    code: text("code").notNull(),
    /** The name and the birth date, as far as known, for the desk that expects them. */
    citizenName: text("citizen_name").notNull(),
    citizenBorn: text("citizen_born"),
    /** What troubles them, in their own words. */
    reason: text("reason").notNull().default(""),
    /** Where it began: a follow-up slip, a referral, a due dose, a teleconsult's advice; and which. */
    origin: text("origin"),
    originRef: text("origin_ref"),
    /** As the facility stated them when it was booked. */
    priceVnd: vnd("price_vnd"),
    insuredVnd: vnd("insured_vnd"),
    /** Carried by the form: sent twice it is one. */
    bookingKey: uuid("booking_key").notNull().unique(),
    source: text("source").notNull(),
    bookedAt: moment("booked_at").notNull().default(sql`clock_timestamp()`),
    /** Who booked it, when that was not the person: a relative, a helper ("hỗ trợ bởi"), a desk. */
    bookedBy: uuid("booked_by"),
    bookedByName: text("booked_by_name"),
    /** The number under which another system knows it. */
    externalNumber: text("external_number"),
    cancelledAt: moment("cancelled_at"),
    cancelledBy: text("cancelled_by"),
    cancelledBecause: text("cancelled_because"),
    checkedInAt: moment("checked_in_at"),
    /** Where they stand among those who wait. */
    queueAt: moment("queue_at"),
    calledAt: moment("called_at"),
    calls: smallint("calls").notNull().default(0),
    calledBy: uuid("called_by"),
    startedAt: moment("started_at"),
    endedAt: moment("ended_at"),
    /** "Tôi sẽ đến trễ". */
    lateMinutes: smallint("late_minutes"),
    nextRemindAt: moment("next_remind_at"),
    /** The visit that came of it, once its record has arrived. */
    encounterId: uuid("encounter_id"),
    nextMeetAt: moment("next_meet_at"),
    version: integer("version").notNull().default(0),
    changedAt: moment("changed_at").notNull().default(sql`clock_timestamp()`),
    /** In which transaction, for systems that follow: they go by it, and take only what no unfinished one comes before. */
    changedIn: xid8("changed_in").notNull().default(sql`pg_current_xact_id()`),
    /** Grows with every change; those of one transaction are told in this order. */
    change: bigint("change", { mode: "number" }).notNull().default(sql`nextval('app.appointment_changes')`),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.appointmentId] }),
    unique("appointments_appointment").on(t.appointmentId),
    unique("appointments_code").on(t.code),
    foreignKey({
      name: "appointments_place",
      columns: [t.slotId, t.place],
      foreignColumns: [places.slotId, places.place],
    }),
    uniqueIndex("appointment_of_place")
      .on(t.slotId, t.place)
      .where(sql`status not in ('cancelled', 'no-show')`),
    uniqueIndex("number_of_room").on(t.roomId, t.day, t.number).where(sql`status <> 'cancelled'`),
    uniqueIndex("appointment_at_a_time")
      .on(t.citizenId, t.startsAt)
      .where(sql`status in ('booked', 'checked-in', 'called', 'seeing')`),
    uniqueIndex("appointments_external")
      .on(t.facilityCode, t.externalNumber)
      .where(sql`external_number is not null`),
    index("appointments_day").on(t.facilityCode, t.day),
    index("appointments_room_day").on(t.roomId, t.day),
    index("appointments_slot").on(t.slotId, t.place),
    index("appointments_changed_in").on(t.facilityCode, t.changedIn),
    index("appointments_department").on(t.departmentId),
    index("appointments_service").on(t.serviceId),
    index("appointments_to_remind").on(t.nextRemindAt).where(sql`next_remind_at is not null`),
    index("appointments_to_meet").on(t.nextMeetAt).where(sql`next_meet_at is not null`),
    check(
      "appointments_status",
      sql`${t.status} in ('booked', 'checked-in', 'called', 'seeing', 'done', 'no-show', 'cancelled')`,
    ),
    check("appointments_source", sql`${t.source} in ('app', 'helper', 'desk', 'portal', 'walk-in')`),
    check(
      "appointments_has_place",
      sql`(${t.slotId} is null) = (${t.place} is null) and (${t.slotId} is not null or ${t.source} = 'walk-in')`,
    ),
    check("appointments_number", sql`${t.number} >= 1`),
    check("appointments_code_shape", sql`${t.code} ~ '^[2-9A-HJ-NP-Z]{8}$'`),
    check("appointments_name", sql`length(btrim(${t.citizenName})) between 1 and 255`),
    check("appointments_reason", sql`length(${t.reason}) <= 500`),
    check(
      "appointments_origin",
      sql`${t.origin} in ('follow-up', 'referral', 'dose', 'teleconsult', 'wait') and length(${t.originRef}) <= 100`,
    ),
    check("appointments_cancelled", sql`(${t.status} = 'cancelled') = (${t.cancelledAt} is not null)`),
    check("appointments_cancelled_by", sql`${t.cancelledBy} in ('citizen', 'facility', 'system')`),
    check("appointments_late", sql`${t.lateMinutes} between 1 and 240`),
    check("appointments_day_of", sql`${t.day} = (${t.startsAt} at time zone 'Asia/Ho_Chi_Minh')::date`),
    check("appointments_queued", sql`(${t.checkedInAt} is null) = (${t.queueAt} is null)`),
  ],
);

/** Nhật ký lịch khám: every step of an appointment, a wait or an offer, in the transaction of the step. Appended only. */
export const bookingLog = app.table(
  "booking_log",
  {
    citizenId: owned.citizenId(),
    logId: bigint("log_id", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    aboutId: uuid("about_id").notNull(),
    facilityCode: owned.facilityCode(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    what: text("what").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    details: jsonb("details").notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.logId] }),
    index("booking_log_about").on(t.citizenId, t.aboutId),
    check("booking_log_actor", sql`${t.actorKind} in ('citizen', 'helper', 'staff', 'facility', 'system')`),
    check("booking_log_what", sql`${t.what} ~ '^[a-z][a-z-]{2,39}$'`),
  ],
);

/** Chờ chỗ: who would come at an earlier time, or at all, in the order in which they asked. */
export const waits = app.table(
  "waits",
  {
    citizenId: owned.citizenId(),
    waitId: uuid("wait_id").notNull(),
    facilityCode: owned.facilityCode(),
    departmentId: owned.departmentId(),
    serviceId: owned.serviceId().notNull(),
    /** The days that suit them, and the part of the day. */
    fromOn: date("from_on").notNull(),
    untilOn: date("until_on").notNull(),
    dayPart: text("day_part").notNull().default("any"),
    /** Whoever has an appointment waits for an earlier one, and keeps theirs until they take it. */
    appointmentId: uuid("appointment_id"),
    status: text("status").notNull().default("waiting"),
    citizenName: text("citizen_name").notNull(),
    citizenBorn: text("citizen_born"),
    reason: text("reason").notNull().default(""),
    waitKey: uuid("wait_key").notNull().unique(),
    askedAt: moment("asked_at").notNull().default(sql`clock_timestamp()`),
    askedBy: uuid("asked_by"),
    askedByName: text("asked_by_name"),
    endedAt: moment("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.waitId] }),
    unique("waits_wait").on(t.waitId),
    uniqueIndex("wait_once").on(t.citizenId, t.departmentId).where(sql`status in ('waiting', 'offered')`),
    index("waits_in_order").on(t.departmentId, t.askedAt, t.waitId).where(sql`status = 'waiting'`),
    index("waits_department").on(t.departmentId),
    index("waits_service").on(t.serviceId),
    check("waits_days", sql`${t.untilOn} between ${t.fromOn} and ${t.fromOn} + 180`),
    check("waits_part", sql`${t.dayPart} in ('any', 'morning', 'afternoon')`),
    check("waits_status", sql`${t.status} in ('waiting', 'offered', 'taken', 'left', 'ended')`),
    check("waits_ended", sql`(${t.status} in ('taken', 'left', 'ended')) = (${t.endedAt} is not null)`),
    check("waits_reason", sql`length(${t.reason}) <= 500`),
  ],
);

/** Lời mời nhận chỗ: a place held for the first who waits, until a moment. */
export const offers = app.table(
  "offers",
  {
    citizenId: owned.citizenId(),
    offerId: uuid("offer_id").notNull(),
    waitId: uuid("wait_id").notNull(),
    facilityCode: owned.facilityCode(),
    slotId: uuid("slot_id").notNull(),
    place: smallint("place").notNull(),
    startsAt: moment("starts_at").notNull(),
    madeAt: moment("made_at").notNull().default(sql`clock_timestamp()`),
    expiresAt: moment("expires_at").notNull(),
    outcome: text("outcome"),
    endedAt: moment("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.offerId] }),
    unique("offers_offer").on(t.offerId),
    foreignKey({ columns: [t.citizenId, t.waitId], foreignColumns: [waits.citizenId, waits.waitId] }),
    foreignKey({
      name: "offers_place",
      columns: [t.slotId, t.place],
      foreignColumns: [places.slotId, places.place],
    }),
    uniqueIndex("offer_of_wait").on(t.waitId).where(sql`ended_at is null`),
    uniqueIndex("offer_of_place").on(t.slotId, t.place).where(sql`ended_at is null`),
    index("offers_slot").on(t.slotId, t.place),
    index("offers_wait").on(t.citizenId, t.waitId),
    index("offers_due").on(t.expiresAt).where(sql`ended_at is null`),
    check("offers_outcome", sql`${t.outcome} in ('taken', 'declined', 'expired', 'withdrawn')`),
    check("offers_ended", sql`(${t.outcome} is null) = (${t.endedAt} is null)`),
    check(
      "offers_held",
      sql`${t.expiresAt} > ${t.madeAt} and ${t.expiresAt} <= ${t.madeAt} + interval '2 hours 1 minute'`,
    ),
  ],
);

/** Nhắc lịch: when a person wants to be reminded. */
export const reminderChoices = app.table("reminder_choices", {
  citizenId: uuid("citizen_id").primaryKey(),
  week: boolean("week").notNull().default(false),
  day: boolean("day").notNull().default(true),
  hours: boolean("hours").notNull().default(true),
  changedAt: moment("changed_at").notNull().default(sql`clock_timestamp()`),
});
