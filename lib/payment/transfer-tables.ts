import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { app, bytea } from "#lib/platform/schemas.ts";
import { feeNotes } from "./tables.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
const vnd = (name: string) => bigint(name, { mode: "bigint" });

/** Tạm ứng trừ vào quyết toán: what of a deposit covers what of a settlement. */
export const depositUses = app.table(
  "deposit_uses",
  {
    citizenId: uuid("citizen_id").notNull(),
    useId: uuid("use_id").notNull(),
    facilityCode: text("facility_code").notNull(),
    depositNoteId: uuid("deposit_note_id").notNull(),
    noteId: uuid("note_id").notNull(),
    amountVnd: vnd("amount_vnd").notNull(),
    usedAt: moment("used_at").notNull().default(sql`clock_timestamp()`),
    /** When the settlement was taken back. */
    undoneAt: moment("undone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.useId] }),
    foreignKey({ columns: [t.citizenId, t.noteId], foreignColumns: [feeNotes.citizenId, feeNotes.noteId] }),
    foreignKey({
      columns: [t.citizenId, t.depositNoteId],
      foreignColumns: [feeNotes.citizenId, feeNotes.noteId],
    }),
    index("deposit_uses_note").on(t.citizenId, t.noteId),
    index("deposit_uses_deposit").on(t.citizenId, t.depositNoteId),
    uniqueIndex("deposit_uses_once").on(t.depositNoteId, t.noteId).where(sql`undone_at is null`),
    check("deposit_uses_amount", sql`${t.amountVnd} > 0`),
  ],
);

/** Tài khoản của cơ sở: where transfers go. One officer names it, another confirms it: whoever changes it moves money. */
export const facilityAccounts = app.table(
  "facility_accounts",
  {
    accountId: uuid("account_id").primaryKey(),
    facilityCode: text("facility_code").notNull(),
    /** The bank's number at NAPAS, six digits. */
    bankBin: text("bank_bin").notNull(),
    accountNumber: text("account_number").notNull(),
    accountName: text("account_name").notNull(),
    namedBy: uuid("named_by").notNull(),
    namedByName: text("named_by_name").notNull(),
    namedAt: moment("named_at").notNull().default(sql`clock_timestamp()`),
    confirmedBy: uuid("confirmed_by"),
    confirmedByName: text("confirmed_by_name"),
    confirmedAt: moment("confirmed_at"),
    endedAt: moment("ended_at"),
  },
  (t) => [
    uniqueIndex("one_account").on(t.facilityCode).where(sql`confirmed_at is not null and ended_at is null`),
    uniqueIndex("one_named_account").on(t.facilityCode).where(sql`confirmed_at is null and ended_at is null`),
    check("facility_accounts_bin", sql`${t.bankBin} ~ '^[0-9]{6}$'`),
    check("facility_accounts_number", sql`${t.accountNumber} ~ '^[0-9A-Z]{4,19}$'`),
    check("facility_accounts_name", sql`length(${t.accountName}) between 2 and 70`),
    check("facility_accounts_two", sql`${t.confirmedBy} is distinct from ${t.namedBy}`),
    check("facility_accounts_confirmed", sql`(${t.confirmedBy} is null) = (${t.confirmedAt} is null)`),
  ],
);

/** Dòng sao kê: a line of a bank statement that carries the code of a note. Others are not kept. */
export const bankLines = app.table(
  "bank_lines",
  {
    facilityCode: text("facility_code").notNull(),
    accountNumber: text("account_number").notNull(),
    /** The bank's own number of the line. */
    lineId: text("line_id").notNull(),
    citizenId: uuid("citizen_id").notNull(),
    noteId: uuid("note_id").notNull(),
    amountVnd: vnd("amount_vnd").notNull(),
    at: moment("at").notNull(),
    digest: bytea("digest").notNull(),
    outcome: text("outcome").notNull(),
    attemptId: uuid("attempt_id"),
    receivedAt: moment("received_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.facilityCode, t.accountNumber, t.lineId] }),
    index("bank_lines_note").on(t.citizenId, t.noteId),
    check("bank_lines_outcome", sql`${t.outcome} in ('settled', 'owed-back', 'other-amount')`),
    check("bank_lines_settled", sql`(${t.outcome} = 'other-amount') = (${t.attemptId} is null)`),
  ],
);
