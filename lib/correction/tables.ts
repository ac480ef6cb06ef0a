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
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";
import type { Stood } from "./target-rules.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Báo sai thông tin: one line of a book that a person says is wrong, or a visit that is missing, with what became of it.
 * It belongs to the facility that sent the line, or without one to the health authority. Every step has its row in
 * `correction_events`; the columns here say how it stands.
 */
export const corrections = app.table(
  "corrections",
  {
    citizenId: uuid("citizen_id").notNull(),
    caseId: uuid("case_id").notNull(),
    /** What people read out on the phone: BS4T7K. */
    code: text("code").notNull().unique(),
    /** Whose it is to answer; null is the health authority. */
    facilityCode: text("facility_code"),
    kind: text("kind").notNull(),
    /** Which line, by kind, visit and place: one open case each. */
    target: text("target").notNull(),
    encounterId: uuid("encounter_id"),
    /** MA_LK, by which the facility finds the visit in its own system. */
    claimRef: text("claim_ref"),
    happenedOn: date("happened_on"),
    /** Whether its visit is private: then the case is as closed as the visit. */
    private: boolean("private").notNull().default(false),
    /** Whom it is about, as the registry said when it was reported; a child may never have signed in. */
    person: jsonb("person").$type<{ name: string; birthDate: string; sex: string }>(),
    /** A copy of what stood there when it was reported. */
    stood: jsonb("stood").$type<Stood>().notNull(),
    /** When the version of the visit that was read had been received. */
    sourceReceivedAt: moment("source_received_at"),
    reason: text("reason").notNull(),
    /** What it should be, in the person's words; empty when they do not know. */
    wanted: text("wanted").notNull(),
    sentAt: moment("sent_at").notNull().default(sql`clock_timestamp()`),
    replyDueOn: date("reply_due_on").notNull(),
    mendDueOn: date("mend_due_on").notNull(),
    takenAt: moment("taken_at"),
    takenBy: uuid("taken_by"),
    takenByName: text("taken_by_name"),
    checkingAt: moment("checking_at"),
    firstAnsweredAt: moment("first_answered_at"),
    answeredAt: moment("answered_at"),
    /** `mended`, `annotated`, `refused` or `ruled-out`. */
    answer: text("answer"),
    answeredByName: text("answered_by_name"),
    /** The facility that answered; null is the health authority. */
    answeredAtFacility: text("answered_at_facility"),
    answerText: text("answer_text"),
    /** Of `mended`: what it should say. Of `annotated`: `being-verified` or `person-disagrees`. */
    mendedTo: text("mended_to"),
    note: text("note"),
    /** What the line says in the version that arrived later; null when it is gone. */
    arrived: jsonb("arrived").$type<Stood>(),
    closedAt: moment("closed_at"),
    closedBecause: text("closed_because"),
    escalatedAt: moment("escalated_at"),
    appealedAt: moment("appealed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.caseId] }),
    unique("corrections_case").on(t.caseId),
    uniqueIndex("corrections_one_open").on(t.citizenId, t.target).where(sql`${t.closedAt} is null`),
    index("corrections_of_visit").on(t.citizenId, t.encounterId),
    index("corrections_open_of_facility")
      .on(t.facilityCode, t.mendDueOn, t.caseId)
      .where(sql`${t.closedAt} is null`),
    index("corrections_closed_of_facility")
      .on(t.facilityCode, t.closedAt)
      .where(sql`${t.closedAt} is not null`),
    index("corrections_open").on(t.caseId).where(sql`${t.closedAt} is null`),
    index("corrections_answered")
      .on(t.facilityCode, t.firstAnsweredAt)
      .where(sql`${t.firstAnsweredAt} is not null`),
    check("corrections_kind", sql`${t.kind} ~ '^[a-z][a-z-]{0,29}$'`),
    check("corrections_reason", sql`${t.reason} ~ '^[a-z][a-z-]{0,29}$'`),
    check("corrections_target", sql`length(${t.target}) between 3 and 160`),
    check(
      "corrections_stood",
      sql`jsonb_typeof(${t.stood}) = 'object' and length(${t.stood}::text) <= 12000`,
    ),
    check("corrections_person", sql`length(${t.person}::text) <= 1000`),
    check("corrections_wanted", sql`length(${t.wanted}) <= 1000`),
    check(
      "corrections_due",
      sql`${t.replyDueOn} between (coalesce(${t.appealedAt}, ${t.sentAt}) at time zone 'UTC')::date and (coalesce(${t.appealedAt}, ${t.sentAt}) at time zone 'UTC')::date + 7 and ${t.mendDueOn} between ${t.replyDueOn} and (coalesce(${t.appealedAt}, ${t.sentAt}) at time zone 'UTC')::date + 21`,
    ),
    check("corrections_taken", sql`(${t.takenAt} is null) = (${t.takenBy} is null)`),
    check("corrections_answer", sql`${t.answer} in ('mended', 'annotated', 'refused', 'ruled-out')`),
    check("corrections_answered_when", sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
    check("corrections_mended_to", sql`(${t.answer} = 'mended') = (${t.mendedTo} is not null)`),
    check("corrections_note", sql`(${t.answer} = 'annotated') = (${t.note} is not null)`),
    check("corrections_notes", sql`${t.note} in ('being-verified', 'person-disagrees')`),
    check("corrections_ruled_out", sql`${t.answer} <> 'ruled-out' or ${t.kind} = 'condition'`),
    check("corrections_closed", sql`(${t.closedAt} is null) = (${t.closedBecause} is null)`),
    check("corrections_closed_because", sql`${t.closedBecause} in ('answered', 'withdrawn', 'arrived')`),
  ],
);

/** Từng bước của một lời báo sai: who did what, when, in whose words. Appended only; it is the trace of every step. */
export const correctionEvents = app.table(
  "correction_events",
  {
    citizenId: uuid("citizen_id").notNull(),
    caseId: uuid("case_id").notNull(),
    eventNo: integer("event_no").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    what: text("what").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name").notNull(),
    /** The facility of a clerk; null for the authority, the person and machines. */
    facilityCode: text("facility_code"),
    said: text("said"),
    /** What a form brought along so that, sent twice, it counts once. */
    entryId: uuid("entry_id"),
    attachmentId: uuid("attachment_id"),
    /** The row of the access log or the desk's log under which it was done. */
    openedAs: bigint("opened_as", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.caseId, t.eventNo] }),
    foreignKey({
      name: "correction_events_of_case",
      columns: [t.citizenId, t.caseId],
      foreignColumns: [corrections.citizenId, corrections.caseId],
    }),
    uniqueIndex("correction_events_entry")
      .on(t.citizenId, t.caseId, t.entryId)
      .where(sql`${t.entryId} is not null`),
    index("correction_events_attachment")
      .on(t.citizenId, t.attachmentId)
      .where(sql`${t.attachmentId} is not null`),
    check(
      "correction_events_what",
      sql`${t.what} in ('sent', 'taken', 'checking', 'said', 'answered', 'appealed', 'withdrawn', 'arrived', 'escalated', 'reminded')`,
    ),
    check("correction_events_actor_kind", sql`${t.actorKind} in ('citizen', 'staff', 'system')`),
    check("correction_events_said", sql`length(${t.said}) between 1 and 1000`),
  ],
);

/** Bản nháp của lời báo sai: what was answered so far. */
export const correctionDrafts = app.table(
  "correction_drafts",
  {
    citizenId: uuid("citizen_id").notNull(),
    caseId: uuid("case_id").notNull(),
    /** The line, as its link names it. */
    of: text("of").notNull(),
    reason: text("reason"),
    wanted: text("wanted"),
    attachmentId: uuid("attachment_id"),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.caseId] }),
    check("correction_drafts_of", sql`length(${t.of}) <= 200`),
    check("correction_drafts_reason", sql`${t.reason} ~ '^[a-z][a-z-]{0,29}$'`),
    check("correction_drafts_wanted", sql`length(${t.wanted}) <= 1000`),
  ],
);
