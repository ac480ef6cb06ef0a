import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
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

/** Bản sao sổ của tôi: asked for, made by the worker, closed under a key of its own, deleted when its time is over. */
export const exports = app.table(
  "exports",
  {
    citizenId: uuid("citizen_id").notNull(),
    exportId: uuid("export_id").notNull().unique(),
    /** Whether private visits are in it, because the person said so. */
    withPrivate: boolean("with_private").notNull(),
    language: text("language").notNull(),
    askedAt: moment("asked_at").notNull().default(now),
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
    /** The worker's latest try, and how many there were. */
    triedAt: moment("tried_at"),
    tries: integer("tries").notNull().default(0),
    /** The row of the access log under which the worker read the book. */
    readAs: bigint("read_as", { mode: "number" }),
    /** The state of the book that it shows. */
    asOf: moment("as_of"),
    readyAt: moment("ready_at"),
    bytes: bigint("bytes", { mode: "number" }),
    failedAt: moment("failed_at"),
    expiresAt: moment("expires_at"),
    /** The key of its bytes, wrapped by a key of KEYS_DIR; gone with the bytes. */
    kid: integer("kid"),
    wrapped: bytea("wrapped"),
    deletedAt: moment("deleted_at"),
    /** The one-time link: the hash of what it carries, until when, and how many there were. */
    linkHash: bytea("link_hash"),
    linkEndsAt: moment("link_ends_at"),
    links: integer("links").notNull().default(0),
    takenAt: moment("taken_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.exportId] }),
    index("exports_to_make")
      .on(t.askedAt)
      .where(sql`${t.readyAt} is null and ${t.failedAt} is null and ${t.deletedAt} is null`),
    index("exports_to_delete").on(t.expiresAt).where(sql`${t.deletedAt} is null`),
    check("exports_language", sql`${t.language} in ('vi', 'en')`),
  ],
);

/** The bytes of such a copy, in pieces, each closed by itself. */
export const exportPieces = app.table(
  "export_pieces",
  {
    citizenId: uuid("citizen_id").notNull(),
    exportId: uuid("export_id").notNull(),
    place: integer("place").notNull(),
    sealed: bytea("sealed").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.exportId, t.place] }),
    foreignKey({
      name: "export_pieces_of_export",
      columns: [t.citizenId, t.exportId],
      foreignColumns: [exports.citizenId, exports.exportId],
    }),
  ],
);

/** Đã xóa: what the app deleted because the person asked, as counts by table. Appended only. */
export const erasures = app.table(
  "erasures",
  {
    citizenId: uuid("citizen_id").notNull(),
    erasureId: uuid("erasure_id").notNull(),
    at: moment("at").notNull().default(now),
    counts: jsonb("counts").$type<Record<string, number>>().notNull(),
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.citizenId, t.erasureId] })],
);
