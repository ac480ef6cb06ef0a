import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { app, bytea } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Ảnh, giấy tờ người dân gửi: closed under a key of its own. The row is its own trace and stays when it is shredded. */
export const attachments = app.table(
  "attachments",
  {
    citizenId: uuid("citizen_id").notNull(),
    attachmentId: uuid("attachment_id").notNull(),
    kind: text("kind").notNull(),
    /** Nonce, ciphertext and tag (AES-256-GCM); null once it is shredded. */
    sealed: bytea("sealed"),
    addedAt: moment("added_at").notNull().default(sql`clock_timestamp()`),
    /** The opening of the book in which it was added, and in which it was shredded: rows in the access log. */
    openedAs: bigint("opened_as", { mode: "number" }),
    shreddedAt: moment("shredded_at"),
    shreddedAs: bigint("shredded_as", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.attachmentId] }),
    index("attachments_recent").on(t.citizenId, t.addedAt),
    check("attachments_kind", sql`${t.kind} in ('image/jpeg', 'application/pdf')`),
    check("attachments_size", sql`octet_length(${t.sealed}) between 29 and 6000000`),
    check("attachments_shredded", sql`(${t.sealed} is null) = (${t.shreddedAt} is not null)`),
  ],
);

/** Khóa của từng ảnh: wrapped by a key of KEYS_DIR. Deleting a row leaves bytes that nobody can open. */
export const attachmentKeys = app.table(
  "attachment_keys",
  {
    citizenId: uuid("citizen_id").notNull(),
    attachmentId: uuid("attachment_id").notNull(),
    /** Which key of KEYS_DIR wraps it. */
    kid: integer("kid").notNull(),
    wrapped: bytea("wrapped").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.attachmentId] }),
    foreignKey({
      name: "attachment_keys_of_attachment",
      columns: [t.citizenId, t.attachmentId],
      foreignColumns: [attachments.citizenId, attachments.attachmentId],
    }),
    check("attachment_keys_wrapped", sql`octet_length(${t.wrapped}) = 60`),
  ],
);

/** Tệp chia sẻ vào sổ, chưa dùng: an attachment that no case holds yet. Used or not, it is shredded within a day. */
export const sharedFiles = app.table(
  "shared_files",
  {
    citizenId: uuid("citizen_id").notNull(),
    attachmentId: uuid("attachment_id").notNull(),
    sharedAt: moment("shared_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.attachmentId] }),
    index("shared_files_old").on(t.sharedAt),
    foreignKey({
      name: "shared_files_of_attachment",
      columns: [t.citizenId, t.attachmentId],
      foreignColumns: [attachments.citizenId, attachments.attachmentId],
    }),
  ],
);
