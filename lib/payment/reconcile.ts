import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Desk, openDesk } from "#lib/consent/index.ts";
import { fetchReport, type ReportRow, readReport } from "#lib/gateways/vnpay/index.ts";
import { type Day, dayOf } from "#lib/platform/clock.ts";
import type { Context } from "#lib/platform/context.ts";
import type { Database } from "#lib/platform/db.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import type { CloseInput } from "./inputs.ts";

const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();
const textOf = (rows: readonly ReportRow[]) =>
  JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? Number(value) : value));

/**
 * Nhập báo cáo của VNPay at a desk, and compares its day with what we settled and what the ledger says. A facility's file
 * counts for its own payments. It settles nothing: what VNPay alone tells is asked about. Throws Refused: bad-report.
 */
export async function bringReport(
  desk: Desk,
  terminalCode: string,
  file: { day: Day; name: string; bytes: Uint8Array },
): Promise<{ matched: number; differing: number }> {
  const read = readReport(terminalCode, file.bytes);
  if ("fault" in read) throw new Refused(`${read.fault}-${read.line}`);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ refusal: string | null; matched: number; differing: number }>(sql`
      select refusal, matched, differing from app.bring_report(${terminalCode}, ${file.day}::date, ${file.name},
        ${digestOf(file.bytes)}, ${textOf(read.rows)}::text::jsonb)`),
  );
  if (!row || row.refusal) throw new NotFound();
  return { matched: row.matched, differing: row.differing };
}

/**
 * Đối soát hằng đêm: yesterday, with VNPay's file where the operator gave an address of it; without one, ledger and
 * payments are compared all the same. Safe to run twice. Answers what it found.
 */
export async function reconcileNight(
  app: Database,
  terminalCode: string,
  reportAddress: string | null,
  now: Date,
): Promise<{ matched: number; differing: number; withReport: boolean }> {
  const day = dayOf(new Date(now.getTime() - 86_400_000));
  let rows: ReportRow[] | null = null;
  let bytes: Uint8Array = new Uint8Array();
  if (reportAddress) {
    try {
      const fetched = await fetchReport(reportAddress, day);
      const read = fetched && readReport(terminalCode, fetched);
      if (read && "fault" in read) log("payment.report-unreadable", { fault: read.fault, line: read.line });
      else if (read && fetched) {
        rows = read.rows;
        bytes = fetched;
      }
    } catch (error) {
      log("payment.report-failed", { error: summaryOf(error) });
    }
  }
  const [row] = await app.$client<{ matched: number; differing: number }[]>`
    select matched, differing from app.reconcile_night(${terminalCode}, ${day}::date, ${`vnpay-${day}.csv`},
      ${digestOf(bytes)}, ${rows && textOf(rows)}::text::jsonb)`;
  return { matched: row?.matched ?? 0, differing: row?.differing ?? 0, withReport: rows !== null };
}

/** Đóng điều chưa khớp, with a reason. Throws NotFound, or Refused: already-ended, decide-first. */
export async function closeDifference(ctx: Context, { differenceId, because }: CloseInput): Promise<void> {
  const desk = await openDesk(ctx, "collect-fees", "fees");
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ refusal: string | null }>(
      sql`select app.close_difference(${differenceId}::uuid, ${because}) as refusal`,
    ),
  );
  if (!row || row.refusal === "not-found") throw new NotFound();
  if (row.refusal) throw new Refused(row.refusal);
}
