import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { app, bytea } from "#lib/platform/schemas.ts";
import type { FeeLine } from "./inputs.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
const vnd = (name: string) => bigint(name, { mode: "bigint" });
const owned = {
  citizenId: () => uuid("citizen_id").notNull(),
  facilityCode: () => text("facility_code").notNull(),
};

/** Phiếu thu phí: what a facility asks somebody to pay. Known to the facility by its number. */
export const feeNotes = app.table(
  "fee_notes",
  {
    citizenId: owned.citizenId(),
    noteId: uuid("note_id").notNull(),
    facilityCode: owned.facilityCode(),
    noteNumber: text("note_number").notNull(),
    kind: text("kind").notNull(),
    encounterRef: text("encounter_ref"),
    /** Mã phiếu of the booked visit that it is for, as the facility named it. */
    appointmentCode: text("appointment_code"),
    issuedOn: date("issued_on").notNull(),
    amountVnd: vnd("amount_vnd").notNull(),
    lines: jsonb("lines").$type<FeeLine[]>().notNull(),
    /** SHA-256 of what the facility sent: the same again is the same note. */
    digest: bytea("digest").notNull(),
    status: text("status").notNull(),
    settledBy: uuid("settled_by"),
    receivedAt: moment("received_at").notNull().default(sql`clock_timestamp()`),
    voidedAt: moment("voided_at"),
    voidedBecause: text("voided_because"),
    /** Hóa đơn điện tử: the code by which it is looked up, and where, as the facility sent them. */
    invoiceCode: text("invoice_code"),
    invoiceAddress: text("invoice_address"),
    invoicedAt: moment("invoiced_at"),
    /** Of a settlement: what deposits cover of it. Of a deposit: what of it has covered one. */
    setOffVnd: vnd("set_off_vnd").notNull().default(sql`0`),
    /** Stands in the content of a transfer, so that the bank's statement names the note. */
    transferCode: text("transfer_code").notNull().default(sql`app.new_transfer_code()`),
    /** T_BNCCT + T_BNTT of the claim of the same visit, and its NGAY_TTOAN; as sent. */
    claimAmountVnd: numeric("claim_amount_vnd", { precision: 16, scale: 2 }),
    claimPaidAt: moment("claim_paid_at"),
    /** When to look next whether a claim has come. */
    nextMeetAt: moment("next_meet_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.noteId] }),
    unique("fee_notes_note").on(t.noteId),
    unique("fee_notes_number").on(t.facilityCode, t.noteNumber),
    unique("fee_notes_transfer_code").on(t.transferCode),
    index("fee_notes_facility").on(t.facilityCode, t.receivedAt),
    index("fee_notes_month").on(t.facilityCode, t.issuedOn),
    index("fee_notes_visit").on(t.citizenId, t.facilityCode, t.encounterRef),
    index("fee_notes_appointment").on(t.appointmentCode).where(sql`appointment_code is not null`),
    index("fee_notes_to_meet").on(t.nextMeetAt).where(sql`next_meet_at is not null`),
    check("fee_notes_kind", sql`${t.kind} in ('deposit', 'visit', 'settlement', 'teleconsult')`),
    check("fee_notes_amount", sql`${t.amountVnd} >= 0 and ${t.amountVnd} < 1000000000`),
    check(
      "fee_notes_status",
      sql`${t.status} in ('open', 'insured', 'paid', 'partially-refunded', 'refunded', 'void', 'paid-at-desk', 'set-off')`,
    ),
    check(
      "fee_notes_settled",
      sql`(${t.status} in ('paid', 'partially-refunded', 'refunded')) = (${t.settledBy} is not null)`,
    ),
    check(
      "fee_notes_insured",
      sql`(${t.status} = 'insured') = (${t.amountVnd} = 0 and ${t.voidedAt} is null)`,
    ),
    check("fee_notes_set_off", sql`${t.setOffVnd} between 0 and ${t.amountVnd}`),
    check(
      "fee_notes_all_set_off",
      sql`${t.status} <> 'set-off' or (${t.setOffVnd} = ${t.amountVnd} and ${t.kind} = 'settlement')`,
    ),
    check("fee_notes_appointment_code", sql`${t.appointmentCode} ~ '^[2-9A-HJ-NP-Z]{8}$'`),
    check("fee_notes_transfer_code_shape", sql`${t.transferCode} ~ '^VP[2-9A-HJ-NP-Z]{12}$'`),
    check("fee_notes_void", sql`(${t.status} = 'void') = (${t.voidedAt} is not null)`),
    check(
      "fee_notes_invoice",
      sql`(${t.invoiceCode} is null) = (${t.invoicedAt} is null) and (${t.invoiceAddress} is null or ${t.invoiceCode} is not null)`,
    ),
    check(
      "fee_notes_invoice_words",
      sql`${t.invoiceCode} ~ '^[A-Za-z0-9._/-]{1,60}$' and (${t.invoiceAddress} is null or (${t.invoiceAddress} ~ '^https://[!-~]+$' and length(${t.invoiceAddress}) <= 300))`,
    ),
    check("fee_notes_lines", sql`jsonb_typeof(${t.lines}) = 'array' and length(${t.lines}::text) <= 200000`),
  ],
);

/** Lần thanh toán: one try to pay a note. `createdAt` is a whole second: the very one that its address was signed with. */
export const paymentAttempts = app.table(
  "payment_attempts",
  {
    citizenId: owned.citizenId(),
    attemptId: uuid("attempt_id").notNull(),
    noteId: uuid("note_id").notNull(),
    facilityCode: owned.facilityCode(),
    terminalCode: text("terminal_code").notNull(),
    reference: text("reference").notNull(),
    /** `vnpay`, or `transfer` to the facility's own account. */
    channel: text("channel").notNull().default("vnpay"),
    amountVnd: vnd("amount_vnd").notNull(),
    status: text("status").notNull().default("pending"),
    /** Null of a transfer: a bank's statement tells of no person. */
    payerId: uuid("payer_id"),
    payerAddress: text("payer_address").notNull(),
    language: text("language").notNull(),
    /** The opening of the payer's own book in which it began. */
    openedAs: bigint("opened_as", { mode: "number" }),
    createdAt: moment("created_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    reason: text("reason"),
    transactionNo: text("transaction_no"),
    bankCode: text("bank_code"),
    bankTransactionNo: text("bank_transaction_no"),
    paidAt: moment("paid_at"),
    /** The attempt that paid the note before this one did. */
    duplicateOf: uuid("duplicate_of"),
    /** Money that pays nothing, as the note was paid or gone: it goes back whole. */
    owedBack: boolean("owed_back").notNull().default(false),
    settledAt: moment("settled_at"),
    nextQueryAt: moment("next_query_at"),
    queries: integer("queries").notNull().default(0),
    version: integer("version").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.attemptId] }),
    unique("payment_attempts_attempt").on(t.attemptId),
    unique("payment_attempts_of_note").on(t.attemptId, t.noteId),
    unique("payment_attempts_reference").on(t.terminalCode, t.reference),
    foreignKey({ columns: [t.citizenId, t.noteId], foreignColumns: [feeNotes.citizenId, feeNotes.noteId] }),
    index("payment_attempts_note").on(t.citizenId, t.noteId),
    uniqueIndex("one_live_attempt").on(t.noteId).where(sql`status = 'pending'`),
    uniqueIndex("one_settled_attempt").on(t.noteId).where(sql`status = 'settled' and not owed_back`),
    uniqueIndex("one_transaction").on(t.terminalCode, t.transactionNo).where(sql`transaction_no is not null`),
    index("payment_attempts_due").on(t.nextQueryAt).where(sql`next_query_at is not null`),
    check("payment_attempts_amount", sql`${t.amountVnd} > 0`),
    check("payment_attempts_reference_shape", sql`${t.reference} ~ '^[A-Za-z0-9]{8,40}$'`),
    check(
      "payment_attempts_status",
      sql`${t.status} in ('pending', 'settled', 'failed', 'expired', 'review')`,
    ),
    check("payment_attempts_settled", sql`(${t.status} = 'settled') = (${t.settledAt} is not null)`),
    check("payment_attempts_duplicate", sql`${t.duplicateOf} is null or ${t.status} = 'settled'`),
    check("payment_attempts_owed_back", sql`not ${t.owedBack} or ${t.status} = 'settled'`),
    check(
      "payment_attempts_channel",
      sql`${t.channel} in ('vnpay', 'transfer') and (${t.channel} = 'transfer' or ${t.payerId} is not null)`,
    ),
    check("payment_attempts_number", sql`${t.transactionNo} <> '0'`),
    check("payment_attempts_second", sql`date_trunc('second', ${t.createdAt}) = ${t.createdAt}`),
  ],
);

/** Hộp nhận của cổng thanh toán: every message, believed or not, once; only how often it came changes. */
export const paymentInbox = app.table(
  "payment_inbox",
  {
    messageId: bigint("message_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    source: text("source").notNull(),
    digest: bytea("digest").notNull(),
    verdict: text("verdict").notNull(),
    reference: text("reference"),
    sent: jsonb("sent").notNull(),
    fromAddress: text("from_address"),
    receivedAt: moment("received_at").notNull().default(sql`clock_timestamp()`),
    times: integer("times").notNull().default(1),
    lastAt: moment("last_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    unique("payment_inbox_once").on(t.source, t.digest, t.verdict),
    index("payment_inbox_reference").on(t.reference),
    check("payment_inbox_source", sql`${t.source} in ('ipn', 'query', 'refund')`),
    check("payment_inbox_size", sql`length(${t.sent}::text) <= 16000`),
  ],
);

/** Hoàn tiền: one refund of one attempt, from the asking to the bank. */
export const refunds = app.table(
  "refunds",
  {
    citizenId: owned.citizenId(),
    refundId: uuid("refund_id").notNull(),
    attemptId: uuid("attempt_id").notNull(),
    facilityCode: owned.facilityCode(),
    requestId: text("request_id").notNull().unique(),
    kind: text("kind").notNull(),
    amountVnd: vnd("amount_vnd").notNull(),
    status: text("status").notNull().default("requested"),
    because: text("because").notNull(),
    /** Null when the book itself found that a note was paid twice. */
    requestedBy: uuid("requested_by"),
    requestedByName: text("requested_by_name").notNull(),
    requestedAt: moment("requested_at").notNull().default(sql`clock_timestamp()`),
    approvedBy: uuid("approved_by"),
    approvedByName: text("approved_by_name"),
    submittedAt: moment("submitted_at"),
    answer: text("answer"),
    endedAt: moment("ended_at"),
    /** The gateway's number of the refund: tells it from others of the same payment. */
    transactionNo: text("transaction_no"),
    nextQueryAt: moment("next_query_at"),
    queries: integer("queries").notNull().default(0),
    /** Whoever found out at the gateway or the bank what became of it, and how. */
    decidedBy: uuid("decided_by"),
    decidedByName: text("decided_by_name"),
    decidedBecause: text("decided_because"),
  },
  (t) => [
    index("refunds_due").on(t.nextQueryAt).where(sql`next_query_at is not null`),
    primaryKey({ columns: [t.citizenId, t.refundId] }),
    unique("refunds_refund").on(t.refundId),
    foreignKey({
      columns: [t.citizenId, t.attemptId],
      foreignColumns: [paymentAttempts.citizenId, paymentAttempts.attemptId],
    }),
    index("refunds_attempt").on(t.citizenId, t.attemptId),
    uniqueIndex("one_open_refund")
      .on(t.attemptId)
      .where(sql`status in ('requested', 'submitted', 'unknown')`),
    check("refunds_kind", sql`${t.kind} in ('full', 'partial')`),
    check("refunds_amount", sql`${t.amountVnd} > 0`),
    check(
      "refunds_status",
      sql`${t.status} in ('requested', 'submitted', 'unknown', 'succeeded', 'rejected', 'withdrawn')`,
    ),
    check("refunds_request", sql`length(${t.requestId}) between 8 and 32`),
    check(
      "refunds_four_eyes",
      sql`${t.approvedBy} is null or ${t.approvedBy} is distinct from ${t.requestedBy}`,
    ),
    // Four eyes above the limit, which is a parameter of ours (`app.refund_limit`).
    check(
      "refunds_second_person",
      sql`${t.amountVnd} <= 2000000 or ${t.approvedBy} is not null or ${t.status} in ('requested', 'withdrawn')`,
    ),
    check("refunds_because", sql`length(${t.because}) between 3 and 500`),
  ],
);

/** Sổ cái: a posting is two entries or more that sum to zero; nothing in it is ever changed. */
export const ledgerPostings = app.table(
  "ledger_postings",
  {
    postingId: uuid("posting_id").primaryKey(),
    kind: text("kind").notNull(),
    refId: uuid("ref_id").notNull(),
    postedAt: moment("posted_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    unique("ledger_postings_once").on(t.kind, t.refId),
    check(
      "ledger_postings_kind",
      sql`${t.kind} in ('payment', 'second-payment', 'refund', 'set-off', 'set-off-undone', 'deposit-held')`,
    ),
  ],
);

/** One side of a posting: debits are positive, credits negative. */
export const ledgerEntries = app.table(
  "ledger_entries",
  {
    entryId: bigint("entry_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    postingId: uuid("posting_id")
      .notNull()
      .references(() => ledgerPostings.postingId),
    account: text("account").notNull(),
    amountVnd: vnd("amount_vnd").notNull(),
  },
  (t) => [
    index("ledger_entries_posting").on(t.postingId),
    index("ledger_entries_account").on(t.account),
    check("ledger_entries_amount", sql`${t.amountVnd} <> 0`),
  ],
);

/** Nhật ký viện phí: every step of a note, in the transaction of the step. Appended only. */
export const paymentLog = app.table(
  "payment_log",
  {
    citizenId: owned.citizenId(),
    logId: bigint("log_id", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    noteId: uuid("note_id").notNull(),
    facilityCode: owned.facilityCode(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    what: text("what").notNull(),
    aboutId: uuid("about_id"),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    details: jsonb("details").notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.logId] }),
    index("payment_log_note").on(t.citizenId, t.noteId),
    check("payment_log_actor", sql`${t.actorKind} in ('facility', 'citizen', 'staff', 'gateway', 'system')`),
    check("payment_log_what", sql`${t.what} ~ '^[a-z][a-z-]{2,39}$'`),
  ],
);

/** Điều chưa khớp: what a person has to look into, until somebody closes it. */
export const paymentDifferences = app.table(
  "payment_differences",
  {
    citizenId: owned.citizenId(),
    differenceId: uuid("difference_id").notNull(),
    noteId: uuid("note_id").notNull(),
    facilityCode: owned.facilityCode(),
    attemptId: uuid("attempt_id"),
    kind: text("kind").notNull(),
    about: text("about").notNull().default(""),
    foundAt: moment("found_at").notNull().default(sql`clock_timestamp()`),
    closedAt: moment("closed_at"),
    /** Null when it closed by itself: what differed agrees now. */
    closedBy: uuid("closed_by"),
    closedByName: text("closed_by_name"),
    closedBecause: text("closed_because"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.differenceId] }),
    unique("payment_differences_once").on(t.noteId, t.attemptId, t.kind, t.about).nullsNotDistinct(),
    index("payment_differences_open").on(t.facilityCode, t.foundAt).where(sql`closed_at is null`),
    check(
      "payment_differences_kind",
      sql`${t.kind} in ('wrong-amount', 'unclear', 'paid-twice', 'charged-again', 'failed-after-paid', 'paid-after-void', 'number-reused',
        'paid-after-desk', 'claim-differs', 'claim-unpaid-again', 'refund-unclear', 'refund-waits', 'transfer-amount')`,
    ),
  ],
);

/** Lượt hỏi VNPay: when a terminal may ask again. */
export const queryTurns = app.table("query_turns", {
  terminalCode: text("terminal_code").primaryKey(),
  askedAt: moment("asked_at").notNull(),
});
