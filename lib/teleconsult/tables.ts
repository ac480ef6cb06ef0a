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
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";
import type { DraftAnswers } from "./inputs.ts";
import type { AnswerLines } from "./rules.ts";
import { teleconsultShifts } from "./term-tables.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
const vnd = (name: string) => bigint(name, { mode: "bigint" });
const ofCase = {
  citizenId: () => uuid("citizen_id").notNull(),
  caseId: () => uuid("case_id").notNull(),
};

/**
 * Lượt hỏi bác sĩ từ xa: whose book, who asks, which facility has it now, how it stands and what was promised. Every step has
 * its row in `teleconsult_steps`; the columns here say how it stands.
 */
export const teleconsultCases = app.table(
  "teleconsult_cases",
  {
    citizenId: ofCase.citizenId(),
    /** Brought by the form: sent twice it is one case. */
    caseId: ofCase.caseId(),
    /** What people read out on the phone: BS4T7K. */
    code: text("code").notNull(),
    /** The name and the birth date, as far as known, for the desk that reads it. */
    citizenName: text("citizen_name").notNull(),
    citizenBorn: text("citizen_born"),
    /** Who asked: the person, or somebody with the scope `teleconsult`. */
    askedBy: uuid("asked_by").notNull(),
    askedByName: text("asked_by_name"),
    /** The facility that has the case now, with its professional level as it was then. */
    facilityCode: text("facility_code").notNull(),
    level: text("level").notNull(),
    /** Asked for a specialist, through this facility. */
    wantsSpecialist: boolean("wants_specialist").notNull().default(false),
    way: text("way").notNull(),
    urgency: text("urgency").notNull().default("ordinary"),
    status: text("status").notNull(),
    /** What troubles them, in their own words; where, since when, how bad. */
    trouble: text("trouble").notNull(),
    bodyPart: text("body_part").notNull().default(""),
    since: text("since").notNull().default(""),
    severity: text("severity").notNull(),
    photos: uuid("photos").array().notNull().default(sql`'{}'`),
    /** When a call is to be, and in which shift; null of what is answered in writing. */
    shiftId: uuid("shift_id").references(() => teleconsultShifts.shiftId),
    callAt: moment("call_at"),
    callMinutes: smallint("call_minutes"),
    /** What it costs, and the fee note that asks for it; null when it is free. */
    priceVnd: vnd("price_vnd").notNull().default(sql`0`),
    noteId: uuid("note_id"),
    madeAt: moment("made_at").notNull().default(sql`clock_timestamp()`),
    /** When it reached the facility; null until it is paid. */
    sentAt: moment("sent_at"),
    /** By when the facility promised to answer, or the time of the call. */
    promisedAt: moment("promised_at"),
    firstClaimedAt: moment("first_claimed_at"),
    /** The doctor who has it, and until when they keep it without a sign of life. */
    claimedBy: uuid("claimed_by"),
    claimedByName: text("claimed_by_name"),
    claimedAt: moment("claimed_at"),
    claimUntil: moment("claim_until"),
    answeredAt: moment("answered_at"),
    /** What the answer came to: advice, a visit in person, or an emergency. */
    outcome: text("outcome"),
    endedAt: moment("ended_at"),
    /** Why it was refused or cancelled, in words. */
    endedBecause: text("ended_because"),
    /** One question, or a second one within seven days. */
    rounds: smallint("rounds").notNull().default(1),
    secondUntil: moment("second_until"),
    helpful: text("helpful"),
    helpfulWords: text("helpful_words"),
    helpfulAt: moment("helpful_at"),
    version: integer("version").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.caseId] }),
    unique("teleconsult_cases_case").on(t.caseId),
    unique("teleconsult_cases_code").on(t.code),
    index("teleconsult_cases_waiting")
      .on(t.facilityCode, t.promisedAt)
      .where(sql`status in ('sent', 'reading')`),
    index("teleconsult_cases_facility").on(t.facilityCode, t.sentAt),
    index("teleconsult_cases_sent").on(t.sentAt),
    index("teleconsult_cases_held").on(t.claimedBy, t.caseId).where(sql`claimed_by is not null`),
    index("teleconsult_cases_idle").on(t.claimUntil).where(sql`status = 'reading'`),
    index("teleconsult_cases_late").on(t.promisedAt).where(sql`status in ('sent', 'reading')`),
    index("teleconsult_cases_note").on(t.noteId).where(sql`note_id is not null`),
    index("teleconsult_cases_unpaid").on(t.madeAt).where(sql`status = 'unpaid'`),
    index("teleconsult_cases_shift").on(t.shiftId),
    uniqueIndex("teleconsult_call_once")
      .on(t.shiftId, t.callAt)
      .where(sql`status in ('unpaid', 'sent', 'reading', 'answered')`),
    check("teleconsult_cases_level", sql`${t.level} in ('initial', 'basic', 'specialised')`),
    check("teleconsult_cases_way", sql`${t.way} in ('written', 'voice', 'video')`),
    check("teleconsult_cases_urgency", sql`${t.urgency} in ('ordinary', 'soon', 'urgent')`),
    check(
      "teleconsult_cases_status",
      sql`${t.status} in ('unpaid', 'sent', 'reading', 'answered', 'refused', 'cancelled', 'lapsed')`,
    ),
    check("teleconsult_cases_trouble", sql`length(btrim(${t.trouble})) between 3 and 4000`),
    check("teleconsult_cases_words", sql`length(${t.bodyPart}) <= 200 and length(${t.since}) <= 200`),
    check("teleconsult_cases_severity", sql`${t.severity} in ('mild', 'moderate', 'severe', 'unknown')`),
    check("teleconsult_cases_photos", sql`cardinality(${t.photos}) <= 6`),
    check(
      "teleconsult_cases_call",
      sql`(${t.callAt} is null) = (${t.shiftId} is null) and (${t.callAt} is null) = (${t.callMinutes} is null) and (${t.way} = 'written' or ${t.callAt} is not null)`,
    ),
    check("teleconsult_cases_price", sql`${t.priceVnd} between 0 and 999999999`),
    check("teleconsult_cases_promise", sql`(${t.sentAt} is null) = (${t.promisedAt} is null)`),
    check(
      "teleconsult_cases_sent",
      sql`(${t.status} in ('unpaid', 'lapsed')) = (${t.sentAt} is null) or ${t.status} = 'cancelled'`,
    ),
    check(
      "teleconsult_cases_claim",
      sql`(${t.claimedBy} is null) = (${t.claimedAt} is null) and (${t.claimedBy} is null) = (${t.claimedByName} is null)`,
    ),
    check("teleconsult_cases_read", sql`${t.status} <> 'reading' or ${t.claimedBy} is not null`),
    check("teleconsult_cases_unclaimed", sql`${t.status} <> 'sent' or ${t.claimedBy} is null`),
    check("teleconsult_cases_outcome", sql`${t.outcome} in ('advice', 'visit', 'emergency')`),
    check(
      "teleconsult_cases_ended",
      sql`(${t.status} in ('answered', 'refused', 'cancelled', 'lapsed')) = (${t.endedAt} is not null)`,
    ),
    check("teleconsult_cases_because", sql`length(${t.endedBecause}) <= 1000`),
    check("teleconsult_cases_rounds", sql`${t.rounds} between 1 and 2`),
    check(
      "teleconsult_cases_helpful",
      sql`${t.helpful} in ('yes', 'partly', 'no') and length(${t.helpfulWords}) <= 1000`,
    ),
  ],
);

/** Từng bước của lượt hỏi: who did what, when. Appended only; it is the trace of every step. */
export const teleconsultSteps = app.table(
  "teleconsult_steps",
  {
    citizenId: ofCase.citizenId(),
    caseId: ofCase.caseId(),
    stepNo: integer("step_no").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    what: text("what").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name").notNull().default(""),
    facilityCode: text("facility_code"),
    details: jsonb("details").notNull().default({}),
    /** The row of the access log or the desk's log under which it was done. */
    openedAs: bigint("opened_as", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.caseId, t.stepNo] }),
    foreignKey({
      name: "teleconsult_steps_case",
      columns: [t.citizenId, t.caseId],
      foreignColumns: [teleconsultCases.citizenId, teleconsultCases.caseId],
    }),
    index("teleconsult_steps_late").on(t.caseId).where(sql`what = 'late'`),
    check("teleconsult_steps_what", sql`${t.what} ~ '^[a-z][a-z-]{2,39}$'`),
    check("teleconsult_steps_actor", sql`${t.actorKind} in ('citizen', 'staff', 'system')`),
  ],
);

/**
 * Điều bác sĩ được xem: what a person asked to be shown, for this case, until it closes (Law 91/2025, article 26). The
 * latest one counts; ended, it opens nothing more.
 */
export const teleconsultShares = app.table(
  "teleconsult_shares",
  {
    citizenId: ofCase.citizenId(),
    caseId: ofCase.caseId(),
    shareNo: smallint("share_no").notNull(),
    /** Parts of the book, as the log names them; none of them is also an answer. */
    parts: text("parts").array().notNull(),
    /** Whether the facility may hand the case and what is shared on to a higher level. */
    mayRefer: boolean("may_refer").notNull().default(false),
    /** Which wording of the request stood on the page. */
    wording: text("wording").notNull(),
    givenAt: moment("given_at").notNull().default(sql`clock_timestamp()`),
    givenBy: uuid("given_by").notNull(),
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
    endedAt: moment("ended_at"),
    endedBecause: text("ended_because"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.caseId, t.shareNo] }),
    foreignKey({
      name: "teleconsult_shares_case",
      columns: [t.citizenId, t.caseId],
      foreignColumns: [teleconsultCases.citizenId, teleconsultCases.caseId],
    }),
    uniqueIndex("teleconsult_shares_living").on(t.citizenId, t.caseId).where(sql`ended_at is null`),
    check(
      "teleconsult_shares_parts",
      sql`${t.parts} <@ array['encounters', 'encounter', 'conditions', 'medicines', 'results', 'history', 'measurements']`,
    ),
    check("teleconsult_shares_wording", sql`length(${t.wording}) between 1 and 40`),
    check("teleconsult_shares_ended", sql`(${t.endedAt} is null) = (${t.endedBecause} is null)`),
    check("teleconsult_shares_because", sql`${t.endedBecause} in ('withdrawn', 'changed', 'closed')`),
  ],
);

/** Chuyển tuyến: from which facility to which, why, and what is handed over. */
export const teleconsultReferrals = app.table(
  "teleconsult_referrals",
  {
    citizenId: ofCase.citizenId(),
    caseId: ofCase.caseId(),
    referralNo: smallint("referral_no").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    fromFacility: text("from_facility").notNull(),
    toFacility: text("to_facility").notNull(),
    /** What the next doctor should know, and why it goes up. */
    handOver: text("hand_over").notNull(),
    staffId: uuid("staff_id").notNull(),
    staffName: text("staff_name").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.caseId, t.referralNo] }),
    foreignKey({
      name: "teleconsult_referrals_case",
      columns: [t.citizenId, t.caseId],
      foreignColumns: [teleconsultCases.citizenId, teleconsultCases.caseId],
    }),
    index("teleconsult_referrals_from").on(t.fromFacility, t.at),
    index("teleconsult_referrals_at").on(t.at),
    check("teleconsult_referrals_away", sql`${t.fromFacility} <> ${t.toFacility}`),
    check("teleconsult_referrals_words", sql`length(btrim(${t.handOver})) between 3 and 4000`),
  ],
);

/** Trả lời của bác sĩ: written once, signed, filed as an encounter by the worker. Appended; only its filing is noted later. */
export const teleconsultAnswers = app.table(
  "teleconsult_answers",
  {
    citizenId: ofCase.citizenId(),
    caseId: ofCase.caseId(),
    answerNo: smallint("answer_no").notNull(),
    outcome: text("outcome").notNull(),
    summary: text("summary").notNull(),
    advice: text("advice").notNull().default(""),
    warning: text("warning").notNull().default(""),
    /** Conditions with their code, medicines and tests that are suggested. */
    lines: jsonb("lines").$type<AnswerLines>().notNull(),
    /** Where to be seen in person: a service that the prefilled booking begins with, and by when. */
    visitServiceId: uuid("visit_service_id"),
    visitWithinDays: smallint("visit_within_days"),
    facilityCode: text("facility_code").notNull(),
    staffId: uuid("staff_id").notNull(),
    staffName: text("staff_name").notNull(),
    staffTitle: text("staff_title"),
    signedAt: moment("signed_at").notNull().default(sql`clock_timestamp()`),
    /** What the book signed with its paper key over the answer's text (ES256). */
    signature: text("signature").notNull(),
    /** The encounter under which it stands in the warehouse, known beforehand. */
    encounterId: uuid("encounter_id").notNull(),
    filedAt: moment("filed_at"),
    nextFileAt: moment("next_file_at").default(sql`clock_timestamp()`),
    openedAs: bigint("opened_as", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.caseId, t.answerNo] }),
    foreignKey({
      name: "teleconsult_answers_case",
      columns: [t.citizenId, t.caseId],
      foreignColumns: [teleconsultCases.citizenId, teleconsultCases.caseId],
    }),
    index("teleconsult_answers_to_file").on(t.nextFileAt).where(sql`next_file_at is not null`),
    check("teleconsult_answers_outcome", sql`${t.outcome} in ('advice', 'visit', 'emergency')`),
    check("teleconsult_answers_summary", sql`length(btrim(${t.summary})) between 3 and 4000`),
    check("teleconsult_answers_words", sql`length(${t.advice}) <= 8000 and length(${t.warning}) <= 4000`),
    check("teleconsult_answers_lines", sql`length(${t.lines}::text) <= 40000`),
    check("teleconsult_answers_visit", sql`${t.visitWithinDays} between 0 and 90`),
    check("teleconsult_answers_filed", sql`${t.filedAt} is null or ${t.nextFileAt} is null`),
  ],
);

/** Bản nháp lượt hỏi: what was answered so far, by whoever asks. */
export const teleconsultDrafts = app.table(
  "teleconsult_drafts",
  {
    citizenId: ofCase.citizenId(),
    caseId: ofCase.caseId(),
    askedBy: uuid("asked_by").notNull(),
    answers: jsonb("answers").$type<DraftAnswers>().notNull().default({}),
    photos: uuid("photos").array().notNull().default(sql`'{}'`),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.caseId] }),
    index("teleconsult_drafts_at").on(t.at),
    check("teleconsult_drafts_answers", sql`length(${t.answers}::text) <= 12000`),
    check("teleconsult_drafts_photos", sql`cardinality(${t.photos}) <= 6`),
  ],
);

/** Dấu hiệu nguy hiểm đã trả lời "có": which, and that "Gọi 115" was shown. Appended only. */
export const teleconsultRedFlags = app.table(
  "teleconsult_red_flags",
  {
    citizenId: ofCase.citizenId(),
    flagId: bigint("flag_id", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    caseId: ofCase.caseId(),
    flags: text("flags").array().notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    askedBy: uuid("asked_by").notNull(),
    openedAs: bigint("opened_as", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.flagId] }),
    index("teleconsult_red_flags_case").on(t.citizenId, t.caseId),
    check("teleconsult_red_flags_some", sql`cardinality(${t.flags}) between 1 and 20`),
  ],
);

/** Phản ánh về một lượt hỏi: what somebody says went wrong, and what the health authority answered. */
export const teleconsultReports = app.table(
  "teleconsult_reports",
  {
    citizenId: ofCase.citizenId(),
    caseId: ofCase.caseId(),
    facilityCode: text("facility_code").notNull(),
    words: text("words").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    answerBy: date("answer_by").notNull(),
    answer: text("answer"),
    answeredAt: moment("answered_at"),
    officerName: text("officer_name"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.caseId] }),
    foreignKey({
      name: "teleconsult_reports_case",
      columns: [t.citizenId, t.caseId],
      foreignColumns: [teleconsultCases.citizenId, teleconsultCases.caseId],
    }),
    index("teleconsult_reports_open").on(t.at).where(sql`answered_at is null`),
    index("teleconsult_reports_answered").on(t.answeredAt.desc()).where(sql`answered_at is not null`),
    check("teleconsult_reports_words", sql`length(btrim(${t.words})) between 3 and 2000`),
    check("teleconsult_reports_answer", sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
  ],
);

export * from "./term-tables.ts";
