import type { Book } from "#lib/consent/index.ts";
import { clientOf } from "#lib/platform/db.ts";
import { listClosedEncounters } from "./closed-queries.ts";
import {
  listReportedVisits,
  listSenders,
  type ReportedVisit,
  type SenderOfBook,
} from "./completeness-queries.ts";
import { findKnown, LOOKED_THROUGH } from "./known-queries.ts";
import { daysMeant, facilityCalled, fitsReport, type Missing, missingOf } from "./missing-rules.ts";
import { silenceFrom, silentMonthsOf } from "./silent-rules.ts";

/** The claim that answers a report; `encounterId` is null of a private visit that is closed. */
type Answer = { encounterId: string | null };

/** Which of the reported visits have come since, by the reports' ids. A report of no known facility is never answered. */
async function findReported(
  book: Book,
  reports: readonly ReportedVisit[],
  tellPrivate: boolean,
): Promise<ReadonlyMap<string, Answer>> {
  const asked = reports.filter((one) => one.facilityCode !== null && one.withdrawnAt === null);
  if (asked.length === 0) return new Map();
  const ranges = asked.map(({ reportId, facilityCode, visitedOn }) => {
    const { from, to } = daysMeant(visitedOn);
    return {
      id: reportId,
      facility: facilityCode,
      since: `${from}T00:00:00+07:00`,
      until: `${to}T23:59:59+07:00`,
    };
  });
  const [rows, closed] = await Promise.all([
    book.readWarehouse((tx) => {
      const client = clientOf(tx);
      return client<{ report: string; visit: string }[]>`
        select asked.id as report, found.encounter_id as visit
        from jsonb_to_recordset(${JSON.stringify(ranges)}::text::jsonb) as asked (id text, facility text, since timestamptz, until timestamptz)
        cross join lateral (
          select e.encounter_id from warehouse.encounters e
          where e.citizen_id = ${book.citizenId} and e.facility_code = asked.facility and e.format <> 'checkin'
            and e.arrived_at between asked.since and asked.until
          order by e.arrived_at desc limit 1) found`;
    }),
    tellPrivate ? listClosedEncounters(book, { most: LOOKED_THROUGH }) : [],
  ]);
  const answered = new Map<string, Answer>(rows.map((row) => [row.report, { encounterId: row.visit }]));
  for (const report of asked) {
    const isClosed = closed.some((one) => fitsReport(report, { ...one, on: one.arrivedOn }));
    if (isClosed && !answered.has(report.reportId)) answered.set(report.reportId, { encounterId: null });
  }
  return answered;
}

/** Lời báo, and the claim that has come since. */
export type AnsweredReport = ReportedVisit & { answer: Answer | null };

/** Sổ đã đủ chưa: who sent what, what is missing by what the book knows, and what the person said is missing. */
export type Completeness = {
  senders: (Omit<SenderOfBook, "monthsSent"> & {
    /** The months, as `YYYY-MM`, in which it sent no visit of anybody although it usually does. */
    silentMonths: string[];
  })[];
  missing: (Missing & { reported: boolean })[];
  reports: AnsweredReport[];
  /** Whether there are private visits that are closed. */
  hasClosed: boolean;
};

type Asked = {
  /** The facilities' names, by which a place is known. */
  names: ReadonlyMap<string, string>;
  /** The year before this day is looked through. */
  today: string;
  /** Whether the reader may know that there are private visits. */
  tellPrivate: boolean;
};

/** Sổ đã đủ chưa. */
export async function readCompleteness(
  book: Book,
  { names, today, tellPrivate }: Asked,
): Promise<Completeness> {
  const [senders, known, told] = await Promise.all([
    listSenders(book, silenceFrom(today)),
    findKnown(book, today),
    listReportedVisits(book),
  ]);
  const said = told.map((one) => ({
    ...one,
    facilityCode: one.facilityCode ?? facilityCalled(one.place, names),
  }));
  const answers = await findReported(book, said, tellPrivate);
  const usualDays = new Map(senders.map((one) => [one.facilityCode, one.usualDays]));
  const standing = said.filter((one) => one.withdrawnAt === null);
  return {
    hasClosed: known.hasClosed,
    senders: senders.map(({ monthsSent, ...one }) => ({
      ...one,
      silentMonths: silentMonthsOf(new Set(monthsSent), one.usualDays, today),
    })),
    missing: missingOf(known, usualDays, today).map((one) => ({
      ...one,
      reported: standing.some((report) => fitsReport(report, one)),
    })),
    reports: said.map((one) => ({ ...one, answer: answers.get(one.reportId) ?? null })),
  };
}
