import type { Sql } from "postgres";
import { columns } from "#lib/platform/columns.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import type { Quality } from "./quality-rules.ts";
import { facilityMonths } from "./tables.ts";

export type Closing = {
  fileId: string;
  facilityCode: string | null;
  format: string | null;
  accepted: number;
  replaced: number;
  unchanged: number;
  quarantined: number;
  warnings: number;
  broken: string | null;
  months: ReadonlyMap<string, Quality>;
};

const ADDING =
  "on conflict (facility_code, month) do update set dossiers = facility_months.dossiers + excluded.dossiers, " +
  "correct = facility_months.correct + excluded.correct, complete = facility_months.complete + excluded.complete, " +
  "clean = facility_months.clean + excluded.clean, timed = facility_months.timed + excluded.timed, " +
  "within_day = facility_months.within_day + excluded.within_day, by_fifth = facility_months.by_fifth + excluded.by_fifth";

/**
 * Khép một tệp đã nhận: writes down that it is filed, what became of it, how fresh its facility is and how good its
 * dossiers were. Sent again, or by two at once, it is closed once.
 */
export async function closeFile(sql: Sql, { fileId, months, ...counts }: Closing): Promise<void> {
  await sql.begin(async (tx) => {
    const [closed] = await tx<{ facilityCode: string | null; receivedAt: Date }[]>`
      update warehouse.received_files set ${tx(columns({ ...counts, filedAt: new Date() }))}
      where file_id = ${fileId} and filed_at is null
      returning facility_code as "facilityCode", received_at as "receivedAt"`;
    const { accepted, replaced, unchanged, quarantined } = counts;
    // A file of which nothing could be read tells of no visit: its facility is as fresh as before.
    if (!closed?.facilityCode || accepted + replaced + unchanged + quarantined === 0) return;
    const { facilityCode, receivedAt } = closed;
    // In order of months: two files of one facility that close at once wait for each other, and do not block.
    const rows = [...months].sort(([a], [b]) => (a < b ? -1 : 1));
    await Promise.all([
      tx`
        insert into warehouse.facility_freshness ${tx(columns({ facilityCode, lastReceivedAt: receivedAt }))}
        on conflict (facility_code) do update
          set last_received_at = greatest(facility_freshness.last_received_at, excluded.last_received_at)`,
      ...insertRows(
        tx,
        facilityMonths,
        rows.map(([month, quality]) => ({ facilityCode, month, ...quality })),
        ADDING,
      ),
    ]);
  });
}
