import { desc, isNull, sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";
import { gatewayReports, reconciliations } from "./reconcile-tables.ts";
import { facilityAccounts } from "./transfer-tables.ts";

/** What one facility asked for in a month, and by which way it was paid. Whole đồng. */
export type FeeMonth = {
  facilityCode: string;
  notes: number;
  /** What people were to pay: not what was taken back, and a settlement without what deposits covered of it. */
  askedVnd: bigint;
  throughBookVnd: bigint;
  /** Where the facility's own claim says so. */
  atDeskVnd: bigint;
  openVnd: bigint;
  refundedVnd: bigint;
  differences: number;
};

type Row = Record<"asked" | "book" | "desk" | "open" | "back", string> & {
  facility_code: string;
  notes: number;
  differences: number;
};

/** Tỷ lệ thanh toán qua sổ: facility by facility, of the notes issued in a month (`2026-11`). */
export async function listFeeMonth(desk: Desk, month: string): Promise<FeeMonth[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<Row>(sql`
      with notes as (
        select f.facility_code, f.status, f.citizen_id, f.note_id,
          f.amount_vnd - case f.kind when 'settlement' then f.set_off_vnd else 0 end as left_vnd
        from app.fee_notes f
        where f.issued_on >= ${`${month}-01`}::date and f.issued_on < (${`${month}-01`}::date + interval '1 month')::date
          and f.status <> 'void'
      ), paid as (
        select n.facility_code, sum(a.amount_vnd) as book,
          sum((select coalesce(sum(r.amount_vnd), 0) from app.refunds r
            where r.citizen_id = a.citizen_id and r.attempt_id = a.attempt_id and r.status = 'succeeded')) as back
        from notes n join app.payment_attempts a on a.citizen_id = n.citizen_id and a.note_id = n.note_id
          and a.status = 'settled' and not a.owed_back
        group by n.facility_code
      ), open as (
        select facility_code, count(*)::int as differences from (
          select facility_code from app.payment_differences where closed_at is null
          union all select facility_code from app.reconciliation_differences where closed_at is null) d
        group by facility_code
      ), sums as (
        select facility_code, count(*)::int as notes, sum(left_vnd) as asked,
          coalesce(sum(left_vnd) filter (where status = 'paid-at-desk'), 0) as desk,
          coalesce(sum(left_vnd) filter (where status = 'open'), 0) as open
        from notes group by facility_code
      )
      select coalesce(s.facility_code, o.facility_code) as facility_code, coalesce(s.notes, 0) as notes,
        coalesce(s.asked, 0)::text as asked, coalesce(p.book, 0)::text as book, coalesce(s.desk, 0)::text as desk,
        coalesce(s.open, 0)::text as open, coalesce(p.back, 0)::text as back, coalesce(o.differences, 0) as differences
      from sums s left join paid p using (facility_code)
        full join open o on o.facility_code = s.facility_code
      where coalesce(s.facility_code, o.facility_code) is not null
      order by coalesce(s.asked, 0) desc, 1`),
  );
  return rows.map((row) => ({
    facilityCode: row.facility_code,
    notes: row.notes,
    askedVnd: BigInt(row.asked),
    throughBookVnd: BigInt(row.book),
    atDeskVnd: BigInt(row.desk),
    openVnd: BigInt(row.open),
    refundedVnd: BigInt(row.back),
    differences: row.differences,
  }));
}

/** One comparison of a day. `fileName` is null where no file of VNPay was at hand. */
export type Reconciliation = {
  runId: string;
  day: string;
  facilityCode: string | null;
  at: Date;
  matched: number;
  differing: number;
  paidVnd: bigint;
  refundedVnd: bigint;
  fileName: string | null;
  broughtByName: string | null;
};

/** Đối soát: the latest comparisons. */
export function listReconciliations(
  desk: Desk,
  { most = 30, skip = 0 }: { most?: number; skip?: number } = {},
): Promise<Reconciliation[]> {
  return desk.readApp((tx) =>
    tx
      .select({
        runId: reconciliations.runId,
        day: reconciliations.day,
        facilityCode: reconciliations.facilityCode,
        at: reconciliations.at,
        matched: reconciliations.matched,
        differing: reconciliations.differing,
        paidVnd: reconciliations.paidVnd,
        refundedVnd: reconciliations.refundedVnd,
        fileName: gatewayReports.fileName,
        broughtByName: gatewayReports.broughtByName,
      })
      .from(reconciliations)
      .leftJoin(gatewayReports, sql`${gatewayReports.reportId} = ${reconciliations.reportId}`)
      .orderBy(desc(reconciliations.at))
      .limit(most)
      .offset(skip),
  );
}

/** An account of a facility: in use, or named and waiting for a second officer. */
export type Account = Pick<
  typeof facilityAccounts.$inferSelect,
  | "accountId"
  | "facilityCode"
  | "bankBin"
  | "accountNumber"
  | "accountName"
  | "namedBy"
  | "namedByName"
  | "namedAt"
  | "confirmedByName"
  | "confirmedAt"
>;

/** Tài khoản nhận tiền of all facilities, those that wait first. */
export function listAccounts(desk: Desk): Promise<Account[]> {
  return desk.readApp((tx) =>
    tx
      .select({
        accountId: facilityAccounts.accountId,
        facilityCode: facilityAccounts.facilityCode,
        bankBin: facilityAccounts.bankBin,
        accountNumber: facilityAccounts.accountNumber,
        accountName: facilityAccounts.accountName,
        namedBy: facilityAccounts.namedBy,
        namedByName: facilityAccounts.namedByName,
        namedAt: facilityAccounts.namedAt,
        confirmedByName: facilityAccounts.confirmedByName,
        confirmedAt: facilityAccounts.confirmedAt,
      })
      .from(facilityAccounts)
      .where(isNull(facilityAccounts.endedAt))
      .orderBy(sql`${facilityAccounts.confirmedAt} is null desc`, facilityAccounts.facilityCode)
      .limit(500),
  );
}
