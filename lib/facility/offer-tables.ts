import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";
import { facilities } from "./tables.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
const vnd = (name: string) => bigint(name, { mode: "bigint" });
const ofFacility = () =>
  text("facility_code")
    .notNull()
    .references(() => facilities.facilityCode);

/** Nơi khám ở đâu, gọi số nào: what a visitor has to know of a facility, as it entered it. */
export const facilityPlaces = app.table(
  "facility_places",
  {
    facilityCode: text("facility_code")
      .primaryKey()
      .references(() => facilities.facilityCode),
    address: text("address").notNull(),
    phone: text("phone"),
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    /** What to do on arriving: "Quét mã ở quầy tiếp đón, bên trái cửa chính". */
    arrival: text("arrival"),
    changedAt: moment("changed_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    check("facility_places_address", sql`length(btrim(${t.address})) between 3 and 300`),
    check("facility_places_phone", sql`${t.phone} ~ '^[0-9]{3,11}$'`),
    check("facility_places_arrival", sql`length(${t.arrival}) between 3 and 300`),
    check(
      "facility_places_point",
      sql`(${t.latitude} is null) = (${t.longitude} is null) and ${t.latitude} between -90 and 90 and ${t.longitude} between -180 and 180`,
    ),
  ],
);

/** Khoa, phòng khám: what people book at. */
export const departments = app.table(
  "departments",
  {
    departmentId: uuid("department_id").primaryKey(),
    facilityCode: ofFacility(),
    name: text("name").notNull(),
    closedAt: moment("closed_at"),
  },
  (t) => [
    index("departments_facility").on(t.facilityCode),
    check("departments_name", sql`length(btrim(${t.name})) between 2 and 120`),
  ],
);

/** Phòng: where it happens. A queue belongs to a room and a day. */
export const rooms = app.table(
  "rooms",
  {
    roomId: uuid("room_id").primaryKey(),
    departmentId: uuid("department_id")
      .notNull()
      .references(() => departments.departmentId),
    facilityCode: ofFacility(),
    name: text("name").notNull(),
    /** "tầng 1, dãy B". */
    place: text("place"),
    closedAt: moment("closed_at"),
  },
  (t) => [
    index("rooms_facility").on(t.facilityCode),
    index("rooms_department").on(t.departmentId),
    check("rooms_name", sql`length(btrim(${t.name})) between 1 and 80`),
    check("rooms_place", sql`length(${t.place}) between 1 and 120`),
  ],
);

/** Dịch vụ: what a department offers, its price and what of it the insurance covers, as the facility entered them. */
export const offeredServices = app.table(
  "offered_services",
  {
    serviceId: uuid("service_id").primaryKey(),
    departmentId: uuid("department_id")
      .notNull()
      .references(() => departments.departmentId),
    facilityCode: ofFacility(),
    name: text("name").notNull(),
    /** Why people come, in plain words: keys of `reasons` in offer-rules.ts. */
    reasons: text("reasons").array().notNull(),
    priceVnd: vnd("price_vnd"),
    /** The most that the insurance pays of it. */
    insuredVnd: vnd("insured_vnd"),
    /** What to bring, one line each; what would spoil the visit, as heading and text. */
    bring: text("bring").array().notNull().default(sql`'{}'`),
    warningTitle: text("warning_title"),
    warningText: text("warning_text"),
    closedAt: moment("closed_at"),
  },
  (t) => [
    index("offered_services_facility").on(t.facilityCode),
    index("offered_services_department").on(t.departmentId),
    check("offered_services_name", sql`length(btrim(${t.name})) between 2 and 160`),
    check("offered_services_reasons", sql`cardinality(${t.reasons}) between 1 and 12`),
    check("offered_services_price", sql`${t.priceVnd} between 0 and 999999999`),
    check("offered_services_insured", sql`${t.insuredVnd} between 0 and ${t.priceVnd}`),
    check("offered_services_insured_of_price", sql`${t.insuredVnd} is null or ${t.priceVnd} is not null`),
    check(
      "offered_services_bring",
      sql`cardinality(${t.bring}) <= 8 and length(array_to_string(${t.bring}, '')) <= 1000`,
    ),
    check(
      "offered_services_warning",
      sql`(${t.warningTitle} is null) = (${t.warningText} is null) and length(${t.warningTitle}) <= 80 and length(${t.warningText}) <= 400`,
    ),
  ],
);

/** Người khám: whom a slot names, as the facility entered them. */
export const practitioners = app.table(
  "practitioners",
  {
    practitionerId: uuid("practitioner_id").primaryKey(),
    departmentId: uuid("department_id")
      .notNull()
      .references(() => departments.departmentId),
    facilityCode: ofFacility(),
    /** "BS. Trần Quốc Vinh". */
    name: text("name").notNull(),
    closedAt: moment("closed_at"),
  },
  (t) => [
    index("practitioners_facility").on(t.facilityCode),
    index("practitioners_department").on(t.departmentId),
    check("practitioners_name", sql`length(btrim(${t.name})) between 2 and 120`),
  ],
);

/** Quy định đặt lịch của cơ sở: how far ahead, how late to cancel, and what follows when somebody does not come. */
export const bookingTerms = app.table(
  "booking_terms",
  {
    facilityCode: text("facility_code")
      .primaryKey()
      .references(() => facilities.facilityCode),
    daysAhead: integer("days_ahead").notNull().default(30),
    /** Booked at the latest so many minutes before. */
    leadMinutes: integer("lead_minutes").notNull().default(60),
    /** Cancelled or changed at the latest so many minutes before. */
    cancelMinutes: integer("cancel_minutes").notNull().default(120),
    /** Who did not come so often within so many days books through the desk for as many days; null is no such rule. */
    noShowLimit: integer("no_show_limit"),
    noShowDays: integer("no_show_days").notNull().default(90),
    noShowPauseDays: integer("no_show_pause_days").notNull().default(30),
    changedAt: moment("changed_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    check("booking_terms_days", sql`${t.daysAhead} between 1 and 180`),
    check("booking_terms_lead", sql`${t.leadMinutes} between 0 and 10080`),
    check("booking_terms_cancel", sql`${t.cancelMinutes} between 0 and 10080`),
    check(
      "booking_terms_no_show",
      sql`${t.noShowLimit} between 1 and 20 and ${t.noShowDays} between 1 and 365 and ${t.noShowPauseDays} between 1 and 365`,
    ),
  ],
);

/** Nhật ký lịch khám của cơ sở: every change of what is offered and when, in the transaction of the change. Appended only. */
export const offerLog = app.table(
  "offer_log",
  {
    logId: bigint("log_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    facilityCode: text("facility_code").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    what: text("what").notNull(),
    aboutId: uuid("about_id"),
    details: jsonb("details").notNull().default({}),
  },
  (t) => [
    index("offer_log_facility").on(t.facilityCode, t.logId.desc()),
    check("offer_log_what", sql`${t.what} ~ '^[a-z][a-z-]{2,39}$'`),
  ],
);
