import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, warehouse } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Tệp đã nhận: every file as it came in, known by its content. */
export const receivedFiles = warehouse.table(
  "received_files",
  {
    fileId: uuid("file_id").primaryKey().defaultRandom(),
    sha256: bytea("sha256").notNull().unique(),
    name: text("name").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    facilityCode: text("facility_code"),
    format: text("format"),
    receivedAt: moment("received_at").notNull().defaultNow(),
    filedAt: moment("filed_at"),
    /** What became of its dossiers when it was filed first; sent again it changes nothing, these neither. */
    accepted: integer("accepted").notNull().default(0),
    replaced: integer("replaced").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    quarantined: integer("quarantined").notNull().default(0),
    warnings: integer("warnings").notNull().default(0),
    /** What kept the rest of it from being read, for the clerk who sent it. */
    broken: text("broken"),
  },
  (t) => [
    // Read backwards, a page at a time: a descending index of drizzle puts nulls last, which no such question asks for.
    index("received_files_of_facility").on(t.facilityCode, t.receivedAt, t.fileId),
    index("received_files_by_time").on(t.receivedAt, t.fileId),
  ],
);

/** Lần nhận cuối của từng cơ sở: how fresh the warehouse is, without looking through its files. */
export const facilityFreshness = warehouse.table("facility_freshness", {
  facilityCode: text("facility_code").primaryKey(),
  lastReceivedAt: moment("last_received_at").notNull(),
});

/** Đúng, đủ, sạch, sống: counts per facility and month of visit, of the dossiers as they came. `quality-rules.ts` defines each. */
export const facilityMonths = warehouse.table(
  "facility_months",
  {
    facilityCode: text("facility_code").notNull(),
    /** The first day of the month. */
    month: date("month").notNull(),
    dossiers: integer("dossiers").notNull().default(0),
    correct: integer("correct").notNull().default(0),
    complete: integer("complete").notNull().default(0),
    clean: integer("clean").notNull().default(0),
    /** Those of which the end of the visit is known, and of these how many came in time. */
    timed: integer("timed").notNull().default(0),
    withinDay: integer("within_day").notNull().default(0),
    byFifth: integer("by_fifth").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.facilityCode, t.month] }), index("facility_months_month").on(t.month)],
);

/** Sổ hồ sơ: the one place where a claim (facility, MA_LK) is unique and locked; which version stands and whose it is. */
export const claims = warehouse.table(
  "claims",
  {
    facilityCode: text("facility_code").notNull(),
    claimRef: text("claim_ref").notNull(),
    citizenId: uuid("citizen_id").notNull(),
    encounterId: uuid("encounter_id").notNull().unique(),
    contentHash: bytea("content_hash").notNull(),
    madeOn: date("made_on"),
    paidAt: moment("paid_at"),
    format: text("format").notNull(),
    fileId: uuid("file_id").notNull(),
    filedAt: moment("filed_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.facilityCode, t.claimRef] })],
);

/** Sổ mũi tiêm: the one place where a dose (facility, its reference) is unique and locked; which version stands and whose it is. */
export const sentDoses = warehouse.table(
  "sent_doses",
  {
    facilityCode: text("facility_code").notNull(),
    doseRef: text("dose_ref").notNull(),
    citizenId: uuid("citizen_id").notNull(),
    doseId: uuid("dose_id").notNull().unique(),
    contentHash: bytea("content_hash").notNull(),
    madeAt: moment("made_at"),
    format: text("format").notNull(),
    fileId: uuid("file_id").notNull(),
    filedAt: moment("filed_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.facilityCode, t.doseRef] })],
);

/** Dấu vết nhập kho: what happened to each dossier, in the transaction in which it happened. Appended only. */
export const filings = warehouse.table(
  "filings",
  {
    filingId: bigint("filing_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    facilityCode: text("facility_code"),
    claimRef: text("claim_ref"),
    citizenId: uuid("citizen_id"),
    contentHash: bytea("content_hash"),
    fileId: uuid("file_id").notNull(),
    what: text("what").notNull(),
  },
  (t) => [
    index("filings_claim").on(t.facilityCode, t.claimRef, t.filingId),
    index("filings_file").on(t.fileId),
    check(
      "filings_what",
      sql`${t.what} in ('accepted', 'replaced', 'unchanged', 'older', 'quarantined', 'released', 'left', 'remarked')`,
    ),
  ],
);

const firstError = (key: "code" | "field") =>
  sql.raw(`jsonb_path_query_first(problems, '$[*] ? (@.level == "error")') ->> '${key}'`);

/** Phần để riêng: filed dossiers with parts that no decision names, as they came, until a later release reads those too. */
export const partsAside = warehouse.table(
  "parts_aside",
  {
    facilityCode: text("facility_code").notNull(),
    claimRef: text("claim_ref").notNull(),
    contentHash: bytea("content_hash").notNull(),
    fileId: uuid("file_id").notNull(),
    /** LOAIHOSO of those parts, as sent. */
    kinds: text("kinds").array().notNull(),
    original: bytea("original").notNull(),
    encoding: text("encoding"),
    keptAt: moment("kept_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.facilityCode, t.claimRef, t.contentHash] })],
);

/**
 * Khu giữ lại: a dossier, or a dose, that cannot be filed yet, with its reasons and the original, byte for byte. A dose has its
 * own reference for `claim_ref`.
 */
export const quarantine = warehouse.table(
  "quarantine",
  {
    facilityCode: text("facility_code").notNull(),
    claimRef: text("claim_ref").notNull(),
    contentHash: bytea("content_hash").notNull(),
    fileId: uuid("file_id").notNull(),
    place: integer("place").notNull(),
    /** What it is: the dossier of a visit, or a dose in one of two forms. */
    kind: text("kind").notNull().default("dossier"),
    reason: text("reason").notNull(),
    problems: jsonb("problems").notNull(),
    original: bytea("original").notNull(),
    /** How its letters were written, where its own bytes do not tell. */
    encoding: text("encoding"),
    /** NGAYLAP of its envelope, and whom it names: what it takes to try again without opening it. */
    madeOn: date("made_on"),
    personalId: text("personal_id"),
    socialInsuranceNumbers: text("social_insurance_numbers").array().notNull().default(sql`'{}'`),
    name: text("name"),
    birthDate: text("birth_date"),
    heldAt: moment("held_at").notNull().defaultNow(),
    releasedAt: moment("released_at"),
    /** Names the held dossier at a desk; its own key would tell too much in an address. */
    heldId: uuid("held_id").notNull().unique().defaultRandom(),
    /** How many pieces of `heldPieces` the original is, where it is too large for one value; `original` is its beginning. */
    pieces: integer("pieces").notNull().default(0),
    /** The authority took it from the open list; it is kept, and not tried again. */
    setAsideAt: moment("set_aside_at"),
    setAsideReason: text("set_aside_reason"),
    /** What a list says of it; the findings themselves may quote the person. */
    errorCode: text("error_code").generatedAlwaysAs(firstError("code")),
    errorField: text("error_field").generatedAlwaysAs(firstError("field")),
    problemCount: integer("problem_count").generatedAlwaysAs(
      sql`case jsonb_typeof(problems) when 'array' then jsonb_array_length(problems) else 0 end`,
    ),
  },
  (t) => [
    primaryKey({ columns: [t.facilityCode, t.claimRef, t.contentHash] }),
    index("quarantine_open").on(t.reason, t.heldAt).where(sql`${t.releasedAt} is null`),
    index("quarantine_open_of_facility")
      .on(t.facilityCode, t.heldAt, t.heldId)
      .where(sql`${t.releasedAt} is null`),
    index("quarantine_open_by_time").on(t.heldAt, t.heldId).where(sql`${t.releasedAt} is null`),
    check("quarantine_kind", sql`${t.kind} in ('dossier', 'dose-fhir', 'dose-csv')`),
    check(
      "quarantine_reason",
      sql`${t.reason} in ('invalid', 'identity-mismatch', 'needs-matching', 'awaits-claim')`,
    ),
  ],
);

/** Bản gốc lớn của hồ sơ giữ lại: what one value could not hold, piece by piece, as it came. */
export const heldPieces = warehouse.table(
  "held_pieces",
  {
    heldId: uuid("held_id")
      .notNull()
      .references(() => quarantine.heldId),
    /** From 1. */
    piece: integer("piece").notNull(),
    bytes: bytea("bytes").notNull(),
  },
  (t) => [primaryKey({ columns: [t.heldId, t.piece] })],
);

/**
 * Quyết định khớp: one officer of the authority says whose a held dossier is, another confirms or rejects it, and it can
 * be undone. The worker files what is confirmed and takes out what is undone.
 */
export const matches = warehouse.table(
  "matches",
  {
    matchId: bigint("match_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    heldId: uuid("held_id")
      .notNull()
      .references(() => quarantine.heldId),
    citizenId: uuid("citizen_id").notNull(),
    proposedBy: uuid("proposed_by").notNull(),
    proposedByName: text("proposed_by_name").notNull(),
    proposedAt: moment("proposed_at").notNull().default(sql`clock_timestamp()`),
    confirmedBy: uuid("confirmed_by"),
    confirmedByName: text("confirmed_by_name"),
    confirmedAt: moment("confirmed_at"),
    /** Rejected, withdrawn or, when it had been confirmed, undone. */
    endedAt: moment("ended_at"),
    /** When the worker filed it, and what became of it. */
    filedAt: moment("filed_at"),
    outcome: text("outcome"),
    /** When the worker took it out of the book again. */
    takenOutAt: moment("taken_out_at"),
  },
  (t) => [
    uniqueIndex("matches_one_standing").on(t.heldId).where(sql`${t.endedAt} is null`),
    index("matches_held").on(t.heldId, t.matchId.desc()),
    index("matches_to_file")
      .on(t.confirmedAt)
      .where(sql`${t.confirmedAt} is not null and ${t.filedAt} is null and ${t.endedAt} is null`),
    index("matches_to_take_out")
      .on(t.endedAt)
      .where(sql`${t.filedAt} is not null and ${t.endedAt} is not null and ${t.takenOutAt} is null`),
    check("matches_two_officers", sql`${t.confirmedBy} <> ${t.proposedBy}`),
    check("matches_confirmed", sql`(${t.confirmedBy} is null) = (${t.confirmedAt} is null)`),
    check("matches_filed", sql`${t.filedAt} is null or ${t.confirmedAt} is not null`),
  ],
);

/**
 * Bản đã bị thay bởi một quyết định: what stood when a match was filed over it, row by row, and older versions that came
 * while it stood, as sent. Undoing the match needs both; nothing is ever taken from here.
 */
export const replacedVersions = warehouse.table(
  "replaced_versions",
  {
    matchId: bigint("match_id", { mode: "number" })
      .notNull()
      .references(() => matches.matchId),
    contentHash: bytea("content_hash").notNull(),
    fileId: uuid("file_id").notNull(),
    madeOn: date("made_on"),
    /** Whose book it stood in; null for a version that never stood. */
    citizenId: uuid("citizen_id"),
    /** Its rows by table. */
    rows: jsonb("rows"),
    /** The dossier as it came, and its place in its file. */
    original: bytea("original"),
    encoding: text("encoding"),
    place: integer("place"),
    keptAt: moment("kept_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.matchId, t.contentHash] }),
    check("replaced_versions_one_form", sql`(${t.rows} is null) <> (${t.original} is null)`),
    check("replaced_versions_of_citizen", sql`(${t.rows} is null) = (${t.citizenId} is null)`),
  ],
);

/** Nhật ký quyết định: what officers decided about held dossiers, in the transaction of the decision. Appended only. */
export const matchDecisions = warehouse.table(
  "match_decisions",
  {
    decisionId: bigint("decision_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    heldId: uuid("held_id").notNull(),
    matchId: bigint("match_id", { mode: "number" }),
    what: text("what").notNull(),
    citizenId: uuid("citizen_id"),
    reason: text("reason"),
    byId: uuid("by_id").notNull(),
    byName: text("by_name").notNull(),
    /** The line of the desk's log under which it was decided. */
    deskLogId: bigint("desk_log_id", { mode: "number" }).notNull(),
  },
  (t) => [
    index("match_decisions_held").on(t.heldId, t.decisionId),
    check(
      "match_decisions_what",
      sql`${t.what} in ('proposed', 'withdrawn', 'confirmed', 'rejected', 'undone', 'set-aside', 'taken-back')`,
    ),
  ],
);
