import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  jsonb,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { app, bytea } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Quan hệ: who may act in whose book, by what source, how far and how long. A row is never deleted; that it ended, and
 * who ended it, stands in it and in `relation_log`. Whether it holds at a moment answers `app.relation_holds`.
 */
export const relations = app.table(
  "relations",
  {
    /** Whose book. */
    citizenId: uuid("citizen_id").notNull(),
    relationId: uuid("relation_id").notNull().defaultRandom(),
    /** Who may act; nobody before an invitation is accepted. */
    actorId: uuid("actor_id"),
    kind: text("kind").notNull(),
    /** What the actor is to the owner of the book. */
    role: text("role").notNull(),
    source: text("source").notNull(),
    /** Names as the source says them, or as the inviter typed them. */
    citizenName: text("citizen_name").notNull(),
    actorName: text("actor_name").notNull(),
    /** The owner's birth date: ages decide about a child's book. */
    citizenBorn: date("citizen_born"),
    scopes: text("scopes").array().notNull(),
    madeAt: moment("made_at").notNull().default(sql`clock_timestamp()`),
    /** Who gave it: the owner, or a representative for a child; nobody for what a register or a paper says. */
    grantedBy: uuid("granted_by"),
    /** The keyed hash of the personal id that was invited. */
    invitedHash: bytea("invited_hash"),
    /** From when it holds. */
    acceptedAt: moment("accepted_at"),
    /** The last day; without it, until it is ended. */
    until: date("until"),
    reviewedAt: moment("reviewed_at").notNull().default(sql`clock_timestamp()`),
    /** A child from the age that the law names agreed to it. */
    childAgreedAt: moment("child_agreed_at"),
    /** Stopped by the other parent until the authority settles it. */
    stoppedAt: moment("stopped_at"),
    stoppedBy: uuid("stopped_by"),
    settledAt: moment("settled_at"),
    endedAt: moment("ended_at"),
    endedBecause: text("ended_because"),
    endedBy: uuid("ended_by"),
    /** The paper seen at the station, and by whom. */
    paper: text("paper"),
    staffId: uuid("staff_id"),
    staffName: text("staff_name"),
    facilityCode: text("facility_code"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.relationId] }),
    index("relations_actor").on(t.actorId, t.citizenId),
    index("relations_invited").on(t.invitedHash).where(sql`${t.acceptedAt} is null and ${t.endedAt} is null`),
    index("relations_station").on(t.facilityCode, t.madeAt.desc()).where(sql`${t.source} = 'station'`),
    index("relations_stopped")
      .on(t.stoppedAt)
      .where(sql`${t.stoppedAt} is not null and ${t.endedAt} is null`),
    uniqueIndex("relations_living").on(t.citizenId, t.actorId, t.kind).where(sql`${t.endedAt} is null`),
    uniqueIndex("relations_waiting")
      .on(t.citizenId, t.invitedHash)
      .where(sql`${t.acceptedAt} is null and ${t.endedAt} is null`),
    check("relations_kind", sql`${t.kind} in ('representative', 'trusted')`),
    check("relations_role", sql`${t.role} in ('mother', 'father', 'guardian', 'adult-guardian', 'trusted')`),
    check("relations_kind_role", sql`(${t.kind} = 'trusted') = (${t.role} = 'trusted')`),
    check("relations_source", sql`${t.source} in ('population', 'station', 'invitation')`),
    check("relations_own", sql`${t.actorId} <> ${t.citizenId}`),
    check("relations_accepted", sql`${t.acceptedAt} is null or ${t.actorId} is not null`),
    check(
      "relations_scopes",
      sql`cardinality(${t.scopes}) between 1 and 6 and ${t.scopes} <@ array['record', 'booking', 'teleconsult', 'payment', 'messages', 'private']`,
    ),
    check(
      "relations_child_born",
      sql`${t.role} not in ('mother', 'father', 'guardian') or ${t.citizenBorn} is not null`,
    ),
    check("relations_given", sql`${t.kind} <> 'trusted' or ${t.grantedBy} is not null`),
    check(
      "relations_given_for_child",
      sql`${t.grantedBy} = ${t.citizenId} or ${t.grantedBy} is null or ${t.citizenBorn} is not null`,
    ),
    check("relations_ended", sql`(${t.endedAt} is null) = (${t.endedBecause} is null)`),
    check("relations_stopped", sql`(${t.stoppedAt} is null) = (${t.stoppedBy} is null)`),
    check(
      "relations_because",
      sql`${t.endedBecause} in ('by-citizen', 'by-actor', 'declined', 'taken-back', 'majority', 'court-order', 'population', 'undone', 'expired', 'settled')`,
    ),
    check(
      "relations_proof",
      sql`(${t.source} = 'station') = (${t.paper} is not null and ${t.staffId} is not null and ${t.staffName} is not null)`,
    ),
    check(
      "relations_names",
      sql`length(btrim(${t.citizenName})) between 1 and 255 and length(btrim(${t.actorName})) between 1 and 255`,
    ),
    check("relations_paper", sql`length(${t.paper}) between 3 and 300`),
  ],
);

/** Nhật ký quan hệ: everything that was done to a relation, and by whom. Appended only. */
export const relationLog = app.table(
  "relation_log",
  {
    citizenId: uuid("citizen_id").notNull(),
    logId: bigint("log_id", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    relationId: uuid("relation_id").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    what: text("what").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name").notNull(),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.logId] }),
    index("relation_log_relation").on(t.citizenId, t.relationId, t.logId),
    check("relation_log_actor_kind", sql`${t.actorKind} in ('citizen', 'staff', 'system')`),
  ],
);

/** Phần sổ mở được cho người thân: which part of a book needs which scope, and who may write under it. */
export const familyParts = app.table(
  "family_parts",
  {
    part: text("part").primaryKey(),
    scope: text("scope").notNull(),
    writes: text("writes").notNull().default("nobody"),
  },
  (t) => [
    check(
      "family_parts_scope",
      sql`${t.scope} in ('record', 'booking', 'teleconsult', 'payment', 'messages', 'private', 'representative', 'any')`,
    ),
    check("family_parts_writes", sql`${t.writes} in ('scope', 'representative', 'nobody')`),
  ],
);

/** Lời mời đang viết: the one invitation that somebody has begun in a book and not sent yet. */
export const invitationDrafts = app.table(
  "invitation_drafts",
  {
    citizenId: uuid("citizen_id").notNull(),
    actorId: uuid("actor_id").notNull(),
    relationId: uuid("relation_id").notNull(),
    answers: jsonb("answers").$type<Record<string, string>>().notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.actorId] }),
    check(
      "invitation_drafts_answers",
      sql`jsonb_typeof(${t.answers}) = 'object' and length(${t.answers}::text) <= 2000`,
    ),
  ],
);

/** Chế độ hỗ trợ: staff of a station who help somebody use their book, for minutes, on the person's word. Never deleted. */
export const helperSessions = app.table(
  "helper_sessions",
  {
    citizenId: uuid("citizen_id").notNull(),
    helpId: uuid("help_id").notNull(),
    staffId: uuid("staff_id").notNull(),
    staffName: text("staff_name").notNull(),
    facilityCode: text("facility_code").notNull(),
    sessionHash: bytea("session_hash").notNull(),
    citizenName: text("citizen_name").notNull(),
    /** How the person said so: in person, and what the helper saw and writes down; by a code that came by SMS; by a card. */
    confirmedBy: text("confirmed_by").notNull(),
    reason: text("reason").notNull().default(""),
    beganAt: moment("began_at").notNull().default(sql`clock_timestamp()`),
    endsAt: moment("ends_at").notNull(),
    endedAt: moment("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.helpId] }),
    index("helper_sessions_staff").on(t.staffId, t.beganAt.desc()),
    uniqueIndex("helper_sessions_one").on(t.sessionHash).where(sql`${t.endedAt} is null`),
    check("helper_sessions_confirmed", sql`${t.confirmedBy} in ('in-person', 'sms', 'card')`),
    check(
      "helper_sessions_reason",
      sql`length(${t.reason}) <= 300 and (${t.confirmedBy} <> 'in-person' or length(btrim(${t.reason})) >= 3)`,
    ),
    check("helper_sessions_length", sql`${t.endsAt} <= ${t.beganAt} + interval '31 minutes'`),
  ],
);

/** Chờ mã SMS: a helper asked, a code went to the person's phone, and has not come back yet. */
export const helperAsks = app.table(
  "helper_asks",
  {
    citizenId: uuid("citizen_id").notNull(),
    helpId: uuid("help_id").notNull(),
    staffId: uuid("staff_id").notNull(),
    sessionHash: bytea("session_hash").notNull(),
    citizenName: text("citizen_name").notNull(),
    /** The last figures of the number, so that the helper can say where the code went. */
    numberEnd: text("number_end").notNull(),
    madeAt: moment("made_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.helpId] }),
    uniqueIndex("helper_asks_one").on(t.sessionHash),
    check("helper_asks_number", sql`${t.numberEnd} ~ '^[0-9]{3}$'`),
  ],
);

/** Thẻ giấy: a QR on paper by which its owner lets staff of a station help them, until its last day. Kept as a hash. */
export const helperCards = app.table(
  "helper_cards",
  {
    citizenId: uuid("citizen_id").notNull(),
    cardId: uuid("card_id").notNull(),
    codeHash: bytea("code_hash").notNull(),
    citizenName: text("citizen_name").notNull(),
    /** Who made it: the owner or a representative in the book, or the helper beside them. */
    madeByKind: text("made_by_kind").notNull(),
    madeByName: text("made_by_name").notNull(),
    facilityCode: text("facility_code"),
    madeAt: moment("made_at").notNull().default(sql`clock_timestamp()`),
    until: date("until").notNull(),
    endedAt: moment("ended_at"),
    usedAt: moment("used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.cardId] }),
    uniqueIndex("helper_cards_code").on(t.codeHash),
    uniqueIndex("helper_cards_one").on(t.citizenId).where(sql`${t.endedAt} is null`),
    check("helper_cards_made_by", sql`${t.madeByKind} in ('citizen', 'staff')`),
    check("helper_cards_hash", sql`length(${t.codeHash}) = 32`),
  ],
);
