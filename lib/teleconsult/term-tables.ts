import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  jsonb,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { facilities } from "#lib/facility/tables.ts";
import { app } from "#lib/platform/schemas.ts";
import type { TemplateWords } from "./rules.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
const vnd = (name: string) => bigint(name, { mode: "bigint" });
const ofFacility = () =>
  text("facility_code")
    .notNull()
    .references(() => facilities.facilityCode);

/** Quy định tư vấn từ xa của cơ sở: in which ways it answers, what it promises and what it costs, as it entered them. */
export const teleconsultTerms = app.table(
  "teleconsult_terms",
  {
    facilityCode: text("facility_code")
      .primaryKey()
      .references(() => facilities.facilityCode),
    ways: text("ways").array().notNull(),
    /** Answers in writing within so many hours of its shifts. */
    answerHours: smallint("answer_hours").notNull(),
    writtenPriceVnd: vnd("written_price_vnd").notNull().default(sql`0`),
    callPriceVnd: vnd("call_price_vnd").notNull().default(sql`0`),
    /** What the insurance bears of it, in the facility's own sentence. */
    insuranceNote: text("insurance_note"),
    /** Takes no questions until that day. */
    pausedUntil: date("paused_until"),
    closedAt: moment("closed_at"),
    changedAt: moment("changed_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    check(
      "teleconsult_terms_ways",
      sql`cardinality(${t.ways}) between 1 and 3 and ${t.ways} <@ array['written', 'voice', 'video']`,
    ),
    check("teleconsult_terms_hours", sql`${t.answerHours} between 1 and 72`),
    check(
      "teleconsult_terms_prices",
      sql`${t.writtenPriceVnd} between 0 and 10000000 and ${t.callPriceVnd} between 0 and 10000000`,
    ),
    check("teleconsult_terms_note", sql`length(${t.insuranceNote}) between 3 and 300`),
  ],
);

/** Ca trực tư vấn: when which member of staff answers, and how long a call is. Calls begin at whole steps of a shift. */
export const teleconsultShifts = app.table(
  "teleconsult_shifts",
  {
    shiftId: uuid("shift_id").primaryKey(),
    facilityCode: ofFacility(),
    /** "BS. Trần Quốc Vinh", as the facility entered it. */
    doctorName: text("doctor_name").notNull(),
    /** 1 is Monday, 7 is Sunday. */
    weekday: smallint("weekday").notNull(),
    fromMinute: smallint("from_minute").notNull(),
    untilMinute: smallint("until_minute").notNull(),
    callMinutes: smallint("call_minutes").notNull().default(15),
    validFrom: date("valid_from").notNull(),
    validUntil: date("valid_until"),
    endedAt: moment("ended_at"),
  },
  (t) => [
    index("teleconsult_shifts_facility").on(t.facilityCode),
    check("teleconsult_shifts_doctor", sql`length(btrim(${t.doctorName})) between 2 and 120`),
    check("teleconsult_shifts_weekday", sql`${t.weekday} between 1 and 7`),
    check(
      "teleconsult_shifts_minutes",
      sql`${t.fromMinute} between 0 and 1425 and ${t.untilMinute} between ${t.fromMinute} + 15 and 1440`,
    ),
    check("teleconsult_shifts_call", sql`${t.callMinutes} between 5 and 60`),
  ],
);

/** Mẫu trả lời: words that a facility wrote for its own answers. */
export const teleconsultTemplates = app.table(
  "teleconsult_templates",
  {
    templateId: uuid("template_id").primaryKey(),
    facilityCode: ofFacility(),
    name: text("name").notNull(),
    words: jsonb("words").$type<TemplateWords>().notNull(),
    madeByName: text("made_by_name").notNull(),
    madeAt: moment("made_at").notNull().default(sql`clock_timestamp()`),
    removedAt: moment("removed_at"),
  },
  (t) => [
    index("teleconsult_templates_facility").on(t.facilityCode),
    check("teleconsult_templates_name", sql`length(btrim(${t.name})) between 2 and 120`),
    check("teleconsult_templates_words", sql`length(${t.words}::text) <= 16000`),
  ],
);

/** Nơi cấp cứu: facilities that say they receive emergencies, and the number they answer. */
export const emergencyPlaces = app.table(
  "emergency_places",
  {
    facilityCode: text("facility_code")
      .primaryKey()
      .references(() => facilities.facilityCode),
    phone: text("phone").notNull(),
    changedAt: moment("changed_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [check("emergency_places_phone", sql`${t.phone} ~ '^[0-9]{3,11}$'`)],
);

/**
 * Danh mục bệnh, tình trạng bệnh được khám, chữa bệnh từ xa (Thông tư 30/2023/TT-BYT): entered by an officer from the
 * document, with the day from which a line holds. Empty until then.
 */
export const remoteConditions = app.table(
  "remote_conditions",
  {
    code: text("code").notNull(),
    name: text("name").notNull(),
    /** The document that says so. */
    source: text("source").notNull(),
    validFrom: date("valid_from").notNull(),
    validUntil: date("valid_until"),
    enteredAt: moment("entered_at").notNull().default(sql`clock_timestamp()`),
    enteredByName: text("entered_by_name").notNull(),
  },
  (t) => [
    uniqueIndex("remote_conditions_once").on(t.code, t.validFrom),
    check("remote_conditions_code", sql`${t.code} ~ '^[A-Z][0-9]{2}(\\.[0-9]{1,2})?$'`),
    check(
      "remote_conditions_words",
      sql`length(${t.name}) between 2 and 300 and length(${t.source}) between 3 and 300`,
    ),
    check("remote_conditions_days", sql`${t.validUntil} >= ${t.validFrom}`),
  ],
);

/** Nhật ký tư vấn của cơ sở: every change of terms, shifts, templates and the list, in its transaction. Appended only. */
export const teleconsultTermLog = app.table(
  "teleconsult_term_log",
  {
    logId: bigint("log_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    facilityCode: text("facility_code").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    actorId: uuid("actor_id"),
    actorName: text("actor_name").notNull(),
    what: text("what").notNull(),
    details: jsonb("details").notNull().default({}),
  },
  (t) => [
    index("teleconsult_term_log_facility").on(t.facilityCode, t.logId.desc()),
    check("teleconsult_term_log_what", sql`${t.what} ~ '^[a-z][a-z-]{2,39}$'`),
  ],
);
