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
  },
  (t) => [index("received_files_facility").on(t.facilityCode, t.receivedAt.desc())],
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

/** Khu giữ lại: a dossier that cannot be filed yet, with its reasons and the original, byte for byte. */
export const quarantine = warehouse.table(
  "quarantine",
  {
    facilityCode: text("facility_code").notNull(),
    claimRef: text("claim_ref").notNull(),
    contentHash: bytea("content_hash").notNull(),
    fileId: uuid("file_id").notNull(),
    place: integer("place").notNull(),
    reason: text("reason").notNull(),
    problems: jsonb("problems").notNull(),
    original: bytea("original").notNull(),
    /** NGAYLAP of its envelope, and whom it names: what it takes to try again without opening it. */
    madeOn: date("made_on"),
    personalId: text("personal_id"),
    socialInsuranceNumbers: text("social_insurance_numbers").array().notNull().default(sql`'{}'`),
    name: text("name"),
    birthDate: text("birth_date"),
    heldAt: moment("held_at").notNull().defaultNow(),
    releasedAt: moment("released_at"),
  },
  (t) => [
    primaryKey({ columns: [t.facilityCode, t.claimRef, t.contentHash] }),
    index("quarantine_open").on(t.reason, t.heldAt).where(sql`${t.releasedAt} is null`),
    check(
      "quarantine_reason",
      sql`${t.reason} in ('invalid', 'identity-mismatch', 'needs-matching', 'awaits-claim')`,
    ),
  ],
);
