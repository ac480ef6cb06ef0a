import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { app, bytea } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
const now = sql`clock_timestamp()`;

/** What a person is asked to agree to, in both languages; a new wording is a new version, and none is ever changed. */
export type ConsentWords = Record<
  "vi" | "en",
  { title: string; what: string; who: string; why: string; howLong: string }
>;

/** Văn bản đồng ý: nobody's; added by migrations alone. */
export const consentTexts = app.table(
  "consent_texts",
  {
    purpose: text("purpose").notNull(),
    version: integer("version").notNull(),
    /** `consent`: not done unless agreed to. `objection`: done for everybody until they object. */
    basis: text("basis").notNull(),
    words: jsonb("words").$type<ConsentWords>().notNull(),
    /** SHA-256 of `words` as the database writes it. */
    textHash: bytea("text_hash").notNull(),
    since: moment("since").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.purpose, t.version] }),
    check("consent_texts_basis", sql`${t.basis} in ('consent', 'objection')`),
    check("consent_texts_hash", sql`length(${t.textHash}) = 32`),
  ],
);

/** Đồng ý, rút đồng ý, phản đối: each as it was said. Appended only; the latest of a purpose holds. */
export const consentActs = app.table(
  "consent_acts",
  {
    citizenId: uuid("citizen_id").notNull(),
    actId: bigint("act_id", { mode: "number" }).generatedAlwaysAsIdentity(),
    purpose: text("purpose").notNull(),
    act: text("act").notNull(),
    textVersion: integer("text_version").notNull(),
    textHash: bytea("text_hash").notNull(),
    /** How it was said: `book` on a page of the book, `phone-code` by the code that came back from a number. */
    channel: text("channel").notNull(),
    at: moment("at").notNull().default(now),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    /** The row of the access log under which it was said. */
    openedAs: bigint("opened_as", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.actId] }),
    index("consent_acts_latest").on(t.citizenId, t.purpose, t.actId.desc()),
    foreignKey({
      name: "consent_acts_text",
      columns: [t.purpose, t.textVersion],
      foreignColumns: [consentTexts.purpose, consentTexts.version],
    }),
    check("consent_acts_act", sql`${t.act} in ('given', 'withdrawn')`),
    check("consent_acts_channel", sql`${t.channel} in ('book', 'phone-code', 'erasure')`),
  ],
);

/** Yêu cầu về dữ liệu của tôi, with its clock. */
export const rightsRequests = app.table(
  "rights_requests",
  {
    citizenId: uuid("citizen_id").notNull(),
    requestId: uuid("request_id").notNull().unique(),
    kind: text("kind").notNull(),
    /** In the person's own words. */
    about: text("about").notNull(),
    askedAt: moment("asked_at").notNull().default(now),
    /** Days in Bình Sơn: by when an officer takes it, and by when it is answered. */
    replyBy: date("reply_by").notNull(),
    dueOn: date("due_on").notNull(),
    takenBy: uuid("taken_by"),
    takenByName: text("taken_by_name"),
    takenAt: moment("taken_at"),
    extendedAt: moment("extended_at"),
    extendedBecause: text("extended_because"),
    outcome: text("outcome"),
    answer: text("answer"),
    answeredAt: moment("answered_at"),
    answeredByName: text("answered_by_name"),
    withdrawnAt: moment("withdrawn_at"),
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.requestId] }),
    index("rights_requests_open")
      .on(t.dueOn, t.requestId)
      .where(sql`${t.answeredAt} is null and ${t.withdrawnAt} is null`),
    check(
      "rights_requests_kind",
      sql`${t.kind} in ('see', 'correct', 'delete', 'restrict', 'object', 'take-along')`,
    ),
    check("rights_requests_about", sql`length(btrim(${t.about})) between 1 and 2000`),
    check("rights_requests_clock", sql`${t.replyBy} <= ${t.dueOn}`),
    check("rights_requests_taken", sql`(${t.takenBy} is null) = (${t.takenAt} is null)`),
    check("rights_requests_extended", sql`(${t.extendedAt} is null) = (${t.extendedBecause} is null)`),
    check(
      "rights_requests_answer",
      sql`(${t.answeredAt} is null) = (${t.outcome} is null) and (${t.answeredAt} is null) = (${t.answer} is null)
        and (${t.outcome} is null or ${t.outcome} in ('done', 'partly', 'refused'))`,
    ),
  ],
);

/** Nhật ký yêu cầu: everything that happened to a request, in the transaction in which it happened. Appended only. */
export const rightsRequestLog = app.table(
  "rights_request_log",
  {
    citizenId: uuid("citizen_id").notNull(),
    logId: bigint("log_id", { mode: "number" }).generatedAlwaysAsIdentity(),
    requestId: uuid("request_id").notNull(),
    at: moment("at").notNull().default(now),
    act: text("act").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    words: text("words"),
    /** The row of the access log, or of the desk's log, under which it happened. */
    openedAs: bigint("opened_as", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.logId] }),
    index("rights_request_log_request").on(t.citizenId, t.requestId, t.logId),
    check(
      "rights_request_log_act",
      sql`${t.act} in ('asked', 'taken', 'handed-over', 'extended', 'answered', 'withdrawn')`,
    ),
  ],
);
