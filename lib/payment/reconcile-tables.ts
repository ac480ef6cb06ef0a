import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { app, bytea } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
const vnd = (name: string) => bigint(name, { mode: "bigint" });

/** Tệp báo cáo của VNPay: one file of what VNPay says it paid and gave back. */
export const gatewayReports = app.table(
  "gateway_reports",
  {
    reportId: uuid("report_id").primaryKey(),
    terminalCode: text("terminal_code").notNull(),
    /** Whose rows it was brought for; null: of all facilities. */
    facilityCode: text("facility_code"),
    day: date("day").notNull(),
    fileName: text("file_name").notNull(),
    digest: bytea("digest").notNull(),
    rows: integer("rows").notNull(),
    /** Null: the book fetched it. */
    broughtBy: uuid("brought_by"),
    broughtByName: text("brought_by_name").notNull(),
    receivedAt: moment("received_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    unique("gateway_reports_once").on(t.terminalCode, t.facilityCode, t.day, t.digest).nullsNotDistinct(),
    index("gateway_reports_day").on(t.terminalCode, t.day, t.receivedAt),
  ],
);

/** One row of it. */
export const gatewayReportRows = app.table(
  "gateway_report_rows",
  {
    reportId: uuid("report_id")
      .notNull()
      .references(() => gatewayReports.reportId),
    rowNo: integer("row_no").notNull(),
    reference: text("reference").notNull(),
    kind: text("kind").notNull(),
    amountVnd: vnd("amount_vnd").notNull(),
    transactionNo: text("transaction_no"),
    status: text("status").notNull(),
    at: moment("at"),
  },
  (t) => [
    primaryKey({ columns: [t.reportId, t.rowNo] }),
    index("gateway_report_rows_reference").on(t.reference),
    check("gateway_report_rows_kind", sql`${t.kind} in ('payment', 'refund')`),
  ],
);

/** Đối soát: one comparison of a day: ledger, attempts and VNPay's file. Appended only. */
export const reconciliations = app.table(
  "reconciliations",
  {
    runId: uuid("run_id").primaryKey(),
    terminalCode: text("terminal_code").notNull(),
    /** Of one facility, when that facility brought the file; null: of all. */
    facilityCode: text("facility_code"),
    day: date("day").notNull(),
    /** Null: no file of that day was at hand; only ledger and attempts were compared. */
    reportId: uuid("report_id").references(() => gatewayReports.reportId),
    matched: integer("matched").notNull(),
    differing: integer("differing").notNull(),
    paidVnd: vnd("paid_vnd").notNull(),
    refundedVnd: vnd("refunded_vnd").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index("reconciliations_day").on(t.terminalCode, t.day, t.at)],
);

/** Điều đối soát thấy chưa khớp, until somebody closes it or it agrees. */
export const reconciliationDifferences = app.table(
  "reconciliation_differences",
  {
    differenceId: uuid("difference_id").primaryKey(),
    terminalCode: text("terminal_code").notNull(),
    /** Null when no facility of the book is known for it: the authority's alone. */
    facilityCode: text("facility_code"),
    day: date("day").notNull(),
    kind: text("kind").notNull(),
    reference: text("reference").notNull(),
    oursVnd: vnd("ours_vnd"),
    theirsVnd: vnd("theirs_vnd"),
    foundAt: moment("found_at").notNull().default(sql`clock_timestamp()`),
    closedAt: moment("closed_at"),
    closedBy: uuid("closed_by"),
    closedByName: text("closed_by_name"),
    closedBecause: text("closed_because"),
  },
  (t) => [
    unique("reconciliation_differences_once")
      .on(t.terminalCode, t.day, t.kind, t.reference, t.oursVnd, t.theirsVnd)
      .nullsNotDistinct(),
    index("reconciliation_differences_open").on(t.facilityCode, t.foundAt).where(sql`closed_at is null`),
    check(
      "reconciliation_differences_kind",
      sql`${t.kind} in ('ours-only', 'theirs-only', 'amount-differs', 'refund-ours-only', 'refund-theirs-only', 'not-posted', 'ledger-differs')`,
    ),
  ],
);

/** How far the worker has read what was filed, to see which notes a claim may have met. */
export const claimCursor = app.table("claim_cursor", {
  cursorNo: integer("cursor_no").primaryKey().default(1),
  filingId: bigint("filing_id", { mode: "number" }).notNull().default(0),
});
