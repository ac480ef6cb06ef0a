import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Mã cho xem sổ: what a person asked for, to show their book to one facility for one visit. Used once, within minutes. */
export const openCodes = app.table(
  "open_codes",
  {
    citizenId: uuid("citizen_id").notNull(),
    codeId: uuid("code_id").notNull(),
    /** The digits, and what the QR says; both wiped once the code is over. */
    code: text("code"),
    token: text("token"),
    facilityCode: text("facility_code").notNull(),
    parts: text("parts").array().notNull(),
    /** The private visits that the person chose to show as well. */
    privateIds: uuid("private_ids").array().notNull().default([]),
    /** Which wording of the request the person agreed to (Law 91/2025, article 26). */
    wording: text("wording").notNull(),
    madeAt: moment("made_at").notNull().default(sql`clock_timestamp()`),
    expiresAt: moment("expires_at").notNull(),
    /** The opening of the book in which it was made: its row in the access log. */
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
    tries: integer("tries").notNull().default(0),
    usedAt: moment("used_at"),
    withdrawnAt: moment("withdrawn_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.codeId] }),
    uniqueIndex("open_codes_token").on(t.token),
    check("open_codes_digits", sql`${t.code} ~ '^[0-9]{8}$'`),
    check("open_codes_minutes", sql`${t.expiresAt} <= ${t.madeAt} + interval '1 hour'`),
  ],
);

/** Lượt mở tại bàn: by what right staff of a facility read somebody's book, from when until when. */
export const deskOpenings = app.table(
  "desk_openings",
  {
    citizenId: uuid("citizen_id").notNull(),
    openingId: uuid("opening_id").notNull().default(sql`gen_random_uuid()`),
    /** `visit`: by the person's code, for the facility's staff · `emergency`: without it, for this member of staff alone. */
    kind: text("kind").notNull(),
    facilityCode: text("facility_code").notNull(),
    staffId: uuid("staff_id").notNull(),
    staffName: text("staff_name").notNull(),
    reason: text("reason").notNull(),
    parts: text("parts").array().notNull(),
    privateIds: uuid("private_ids").array().notNull().default([]),
    codeId: uuid("code_id"),
    openedAt: moment("opened_at").notNull().default(sql`clock_timestamp()`),
    endsAt: moment("ends_at").notNull(),
    endedAt: moment("ended_at"),
    endedBy: text("ended_by"),
    deskLogId: bigint("desk_log_id", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.openingId] }),
    uniqueIndex("desk_openings_id").on(t.openingId),
    index("desk_openings_facility").on(t.facilityCode, t.openedAt.desc()),
    index("desk_openings_kind").on(t.kind, t.openedAt.desc()),
    uniqueIndex("desk_openings_code").on(t.citizenId, t.codeId),
    check("desk_openings_kind_known", sql`${t.kind} in ('visit', 'emergency')`),
    check("desk_openings_by_code", sql`(${t.kind} = 'visit') = (${t.codeId} is not null)`),
    check("desk_openings_hours", sql`${t.endsAt} <= ${t.openedAt} + interval '24 hours'`),
    check("desk_openings_ended", sql`(${t.endedAt} is null) = (${t.endedBy} is null)`),
    check("desk_openings_ended_by", sql`${t.endedBy} in ('citizen', 'staff')`),
    check("desk_openings_reason", sql`length(${t.reason}) between 1 and 500`),
  ],
);

/** Sở Y tế xem lại một lượt mở khẩn cấp: one verdict, appended only. */
export const openingReviews = app.table(
  "opening_reviews",
  {
    citizenId: uuid("citizen_id").notNull(),
    openingId: uuid("opening_id").notNull(),
    verdict: text("verdict").notNull(),
    reason: text("reason").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    officerId: uuid("officer_id").notNull(),
    officerName: text("officer_name").notNull(),
    deskLogId: bigint("desk_log_id", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.openingId] }),
    foreignKey({
      columns: [t.citizenId, t.openingId],
      foreignColumns: [deskOpenings.citizenId, deskOpenings.openingId],
    }),
    check("opening_reviews_verdict", sql`${t.verdict} in ('justified', 'not-justified')`),
    check("opening_reviews_reason", sql`length(${t.reason}) between 1 and 2000`),
  ],
);

/** Người tìm thấy tại bàn: whom a member of staff has found, by which number; leads to the person's page for a day. */
export const personFinds = app.table(
  "person_finds",
  {
    citizenId: uuid("citizen_id").notNull(),
    findId: uuid("find_id").notNull().default(sql`gen_random_uuid()`),
    staffId: uuid("staff_id").notNull(),
    foundBy: text("found_by").notNull(),
    /** The code whose QR was read, when it was one of ours. */
    codeId: uuid("code_id"),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    deskLogId: bigint("desk_log_id", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.findId] }),
    uniqueIndex("person_finds_id").on(t.findId),
    index("person_finds_staff").on(t.staffId, t.at.desc()),
    check("person_finds_by", sql`${t.foundBy} in ('qr', 'insurance-card', 'personal-id', 'appointment')`),
  ],
);

/** Tôi không nhận ra: an opening that a person does not recognise, and what the health authority answered. */
export const openingDoubts = app.table(
  "opening_doubts",
  {
    citizenId: uuid("citizen_id").notNull(),
    doubtId: uuid("doubt_id").notNull(),
    /** The row of the access log that it is about. */
    logId: bigint("log_id", { mode: "number" }).notNull(),
    note: text("note"),
    raisedAt: moment("raised_at").notNull().default(sql`clock_timestamp()`),
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
    answerBy: date("answer_by").notNull(),
    takenAt: moment("taken_at"),
    takenBy: text("taken_by"),
    answeredAt: moment("answered_at"),
    verdict: text("verdict"),
    answer: text("answer"),
    officerId: uuid("officer_id"),
    officerName: text("officer_name"),
    deskLogId: bigint("desk_log_id", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.doubtId] }),
    uniqueIndex("opening_doubts_id").on(t.doubtId),
    uniqueIndex("opening_doubts_row").on(t.citizenId, t.logId),
    index("opening_doubts_open").on(t.answerBy).where(sql`${t.answeredAt} is null`),
    check("opening_doubts_verdict", sql`${t.verdict} in ('lawful', 'not-lawful')`),
    check(
      "opening_doubts_answered",
      sql`(${t.answeredAt} is null) = (${t.verdict} is null) and (${t.answeredAt} is null) = (${t.answer} is null) and (${t.answeredAt} is null) = (${t.officerId} is null)`,
    ),
    check("opening_doubts_lengths", sql`length(${t.note}) <= 1000 and length(${t.answer}) <= 2000`),
  ],
);
