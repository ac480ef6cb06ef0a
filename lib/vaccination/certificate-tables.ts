import { sql } from "drizzle-orm";
import { bigint, check, index, jsonb, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";
import type { DoseMark } from "./certificates/told-dose.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Chứng nhận tiêm chủng: what the book signed for a person to show elsewhere. A row is never changed but to say that it was
 * taken back: by the person, or because a dose that it tells was mended or withdrawn since.
 */
export const certificates = app.table(
  "certificates",
  {
    citizenId: uuid("citizen_id").notNull(),
    certificateId: uuid("certificate_id").notNull(),
    kind: text("kind", { enum: ["health-card", "dcc", "proof"] }).notNull(),
    /** `history`, or the antigen that it is about. */
    about: text("about").notNull(),
    /** What the QR codes carry, one text each. */
    texts: text("texts").array().notNull(),
    /** What it says of doses, to be known again. */
    doses: jsonb("doses").$type<DoseMark[]>().notNull(),
    /** The key that signed it, and the name by which it is taken back. */
    kid: text("kid").notNull(),
    mark: text("mark").notNull(),
    issuedAt: moment("issued_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    /** The openings of the book in which it was signed and taken back: their rows in the access log. */
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
    revokedAt: moment("revoked_at"),
    revokedBecause: text("revoked_because", { enum: ["asked", "dose-changed"] }),
    revokedAs: bigint("revoked_as", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.certificateId] }),
    index("certificates_living").on(t.certificateId).where(sql`${t.revokedAt} is null`),
    check("certificates_kind", sql`${t.kind} in ('health-card', 'dcc', 'proof')`),
    check("certificates_about", sql`(${t.about} = 'history') = (${t.kind} = 'health-card')`),
    check("certificates_texts", sql`cardinality(${t.texts}) between 1 and 99`),
    check("certificates_time", sql`${t.expiresAt} > ${t.issuedAt}`),
    check("certificates_revoked", sql`(${t.revokedAt} is null) = (${t.revokedBecause} is null)`),
    check("certificates_because", sql`${t.revokedBecause} in ('asked', 'dose-changed')`),
  ],
);

/**
 * Danh sách thu hồi: the names of certificates that were taken back, published for whoever checks. Nothing in it is about
 * anybody. Appended only, and whole: its length is the number of its version.
 */
export const certificateRevocations = app.table(
  "certificate_revocations",
  {
    kid: text("kid").notNull(),
    kind: text("kind", { enum: ["card", "hcert"] }).notNull(),
    /** Of a health card its `rid`; of an HCERT half the hash of its identifier, in base64. */
    mark: text("mark").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.kid, t.kind, t.mark] }),
    check("certificate_revocations_kind", sql`${t.kind} in ('card', 'hcert')`),
  ],
);
