import { asc, desc, eq, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { reportedVisits } from "./reader-tables.ts";

/** Of fewer visits nothing is usual. Ours. */
const ENOUGH = 3;
/** So many visits of a facility are looked at; there may be more. Ours. */
export const MOST_COUNTED = 100;

/** What one facility sent of a person: how much, when last, and how long it usually takes. */
export type SenderOfBook = {
  facilityCode: string;
  /** As many as are counted, or one more when there are more. */
  visits: number;
  lastReceivedAt: Date;
  lastVisitOn: string;
  /** The median of days from the end of a visit to its receipt, of visits that ended before; null of fewer than three. */
  usualDays: number | null;
  /** The months in which it sent visits of anybody, as `YYYY-MM`. */
  monthsSent: string[];
};

/**
 * Nguồn hồ sơ: each facility that sent something of this book, the one that sent last first, by its latest visits. The
 * facilities are found by jumping from one to the next, so that a long book costs little more. Private visits count when
 * open. Months are told from the one of that day on.
 */
export async function listSenders(book: Book, monthsFrom: string): Promise<SenderOfBook[]> {
  const rows = await book.readWarehouse((tx) =>
    tx.execute<{
      facility_code: string;
      visits: number;
      last_received_at: string;
      last_visit_on: string;
      usual_days: number | null;
      timed: number;
      months_sent: string[] | null;
    }>(sql`
      with recursive held as (
        (select facility_code from warehouse.encounters where citizen_id = ${book.citizenId}
          order by facility_code limit 1)
        union all
        select (select e.facility_code from warehouse.encounters e
          where e.citizen_id = ${book.citizenId} and e.facility_code > held.facility_code
          order by e.facility_code limit 1)
        from held where held.facility_code is not null)
      select held.facility_code, count(*)::int as visits, max(received_at) as last_received_at,
        (max(arrived_at) at time zone 'Asia/Ho_Chi_Minh')::date::text as last_visit_on,
        percentile_cont(0.5) within group (order by extract(epoch from received_at - ended_at) / 86400)
          filter (where ended_at <= received_at) as usual_days,
        count(*) filter (where ended_at <= received_at)::int as timed,
        (select json_agg(sent.month) from warehouse.months_sent(array[held.facility_code], ${monthsFrom}::date) sent)
          as months_sent
      from held cross join lateral (
        select e.received_at, e.arrived_at, e.ended_at from warehouse.encounters e
        where e.citizen_id = ${book.citizenId} and e.facility_code = held.facility_code
        order by e.arrived_at desc, e.encounter_id desc limit ${MOST_COUNTED + 1}) latest
      where held.facility_code is not null
      group by held.facility_code order by max(received_at) desc`),
  );
  return rows.map((row) => ({
    facilityCode: row.facility_code,
    visits: row.visits,
    lastReceivedAt: new Date(row.last_received_at),
    lastVisitOn: row.last_visit_on,
    monthsSent: row.months_sent ?? [],
    usualDays: row.usual_days === null || row.timed < ENOUGH ? null : Math.round(row.usual_days),
  }));
}

/** Tôi đã khám ở đây: a visit that a person says is missing. */
export type ReportedVisit = {
  reportId: string;
  facilityCode: string | null;
  place: string;
  visitedOn: string;
  reportedAt: Date;
  withdrawnAt: Date | null;
};

/** What the person said is missing, latest first; what they withdrew comes last. */
export async function listReportedVisits(book: Book): Promise<ReportedVisit[]> {
  return book.readApp((tx) =>
    tx
      .select({
        reportId: reportedVisits.reportId,
        facilityCode: reportedVisits.facilityCode,
        place: reportedVisits.place,
        visitedOn: reportedVisits.visitedOn,
        reportedAt: reportedVisits.reportedAt,
        withdrawnAt: reportedVisits.withdrawnAt,
      })
      .from(reportedVisits)
      .where(eq(reportedVisits.citizenId, book.citizenId))
      .orderBy(asc(sql`${reportedVisits.withdrawnAt} is not null`), desc(reportedVisits.reportedAt)),
  );
}
