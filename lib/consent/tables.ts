import { sql } from "drizzle-orm";
import { bigint, check, index, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { sessions } from "#lib/identity/tables.ts";
import { app, bytea, xid8 } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Nhật ký truy cập: one row each time somebody opens a part of a book. Only `app.open_book` writes it. */
export const accessLog = app.table(
  "access_log",
  {
    citizenId: uuid("citizen_id").notNull(),
    logId: bigint("log_id", { mode: "number" }).generatedAlwaysAsIdentity(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    /** The name and place as they were then. */
    actorName: text("actor_name").notNull(),
    actorPlace: text("actor_place"),
    sessionHash: bytea("session_hash"),
    purpose: text("purpose").notNull(),
    part: text("part").notNull(),
    /** By what right: `own`, or what `app.basis_of_relation` or `app.basis_of_desk` answered. */
    basis: text("basis").notNull().default("own"),
    /** The transaction that wrote the row: no grant is given before it is over. */
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
    /** The hash of this person's row before; empty in the first. Both are made by the database, see `chain.ts`. */
    previousHash: bytea("previous_hash").notNull(),
    hash: bytea("hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.logId] }),
    index("access_log_recent").on(t.citizenId, t.at.desc()),
    index("access_log_session").on(t.sessionHash, t.at.desc()),
    check("access_log_actor_kind", sql`${t.actorKind} in ('citizen', 'staff', 'system')`),
  ],
);

/** Đầu chuỗi: where each person's chain of the access log ends. Locked while a row is added, so that a chain never forks. */
export const accessLogHeads = app.table("access_log_heads", {
  citizenId: uuid("citizen_id").primaryKey(),
  lastLogId: bigint("last_log_id", { mode: "number" }).notNull(),
  rows: bigint("rows", { mode: "number" }).notNull(),
  hash: bytea("hash").notNull(),
  /** The hash that was signed last; the worker notes it. */
  signedHash: bytea("signed_hash"),
});

/** Nhật ký an ninh: what was refused, to whom, when. Never in the book of the person it was aimed at. */
export const securityLog = app.table(
  "security_log",
  {
    logId: bigint("log_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    kind: text("kind").notNull(),
    realm: text("realm"),
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    sessionHash: bytea("session_hash"),
    /** What was asked for, as it came in; at most 200 characters. */
    aim: text("aim"),
  },
  (t) => [
    index("security_log_at").on(t.at.desc()),
    index("security_log_session").on(t.sessionHash, t.at.desc()),
  ],
);

/** Lượt khám riêng tư đang mở: which private visits a session has opened; it ends with the session. */
export const privateOpenings = app.table(
  "private_openings",
  {
    citizenId: uuid("citizen_id").notNull(),
    sessionHash: bytea("session_hash")
      .notNull()
      .references(() => sessions.tokenHash, { onDelete: "cascade" }),
    encounterId: uuid("encounter_id").notNull(),
    openedAt: moment("opened_at").notNull().default(sql`clock_timestamp()`),
    /** The transaction that wrote the row: no grant covers the visit before it is over. */
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.sessionHash, t.encounterId] }),
    index("private_openings_session").on(t.sessionHash),
  ],
);

/** Nhật ký bàn làm việc: one row each time staff open a part of a desk. Only `app.open_desk` writes it. */
export const deskLog = app.table(
  "desk_log",
  {
    logId: bigint("log_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    staffId: uuid("staff_id").notNull(),
    /** The name, role and facility as they were then. */
    staffName: text("staff_name").notNull(),
    role: text("role").notNull(),
    facilityCode: text("facility_code"),
    sessionHash: bytea("session_hash").notNull(),
    purpose: text("purpose").notNull(),
    part: text("part").notNull(),
    /** The one thing that was opened, when the part has many: a held dossier. */
    about: text("about"),
    /** The transaction that wrote the row: no grant is given before it is over. */
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
  },
  (t) => [
    index("desk_log_session").on(t.sessionHash, t.at.desc()),
    index("desk_log_about").on(t.about, t.at.desc()),
  ],
);
