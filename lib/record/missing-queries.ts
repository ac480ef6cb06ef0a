import type { Book } from "#lib/consent/index.ts";
import { clientOf } from "#lib/platform/db.ts";
import { listClosedEncounters } from "./closed-queries.ts";
import {
  listReportedVisits,
  listSenders,
  type ReportedVisit,
  type SenderOfBook,
} from "./completeness-queries.ts";
import {
  type Arrival,
  daysAfter,
  daysMeant,
  type Expected,
  facilityCalled,
  fitsReport,
  type Known,
  type Missing,
  missingOf,
  type OpenCheckin,
  type WithoutResults,
} from "./missing-rules.ts";
import { isStay } from "./stay-rules.ts";

/** How far back a book is looked through, and how many of its latest visits. Ours. */
const LOOK_BACK_DAYS = 365;
const LOOKED_THROUGH = 50;

type Visit = { id: string; facility: string; on: string; format: string; kind: string | null };

/**
 * What the visits of a year say has come and ought to come. A private visit that is closed counts as having come; what it
 * asks for is told by nobody.
 */
async function findKnown(book: Book, today: string): Promise<Known> {
  const { citizenId } = book;
  const since = `${daysAfter(today, -LOOK_BACK_DAYS)}T00:00:00+07:00`;
  const [[visits, withoutResults, expected], closed] = await Promise.all([
    book.readWarehouse((tx) => {
      const client = clientOf(tx);
      const seen = client`
        select encounter_id, facility_code, care_kind, format, arrived_at, ended_at, received_at
        from warehouse.encounters where citizen_id = ${citizenId} and arrived_at >= ${since}
        order by arrived_at desc, encounter_id desc limit ${LOOKED_THROUGH}`;
      return Promise.all([
        client<Visit[]>`
          select encounter_id as id, facility_code as facility, format, care_kind as kind,
            (arrived_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "on" from (${seen}) seen`,
        client<WithoutResults[]>`
          with seen as materialized (${seen})
          select seen.encounter_id as "encounterId", seen.facility_code as "facilityCode",
            (seen.arrived_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "on",
            (seen.received_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "receivedOn",
            to_json((array_agg(s.name order by s.line))[1:3]) as names, count(*)::int as number
          from seen cross join lateral (
            select s.name, s.code, s.line from warehouse.services s
            where s.citizen_id = ${citizenId} and s.encounter_id = seen.encounter_id and s.kind = 'service'
              and ltrim(s.cost_group, '0') in ('1', '2', '3')) s
          where seen.ended_at < now() and not exists (
            select from warehouse.results r where r.citizen_id = ${citizenId}
              and r.encounter_id = seen.encounter_id and (r.service_code = s.code or r.service_code is null))
          group by 1, 2, 3, 4`,
        client<Expected[]>`
          with seen as materialized (${seen})
          select p.kind, seen.encounter_id as "encounterId", p.line, seen.facility_code as "fromFacility",
            case p.kind when 'referral' then p.destination_facility else seen.facility_code end as "facilityCode",
            coalesce(p.follow_up_on, p.issued_on,
              (coalesce(seen.ended_at, seen.arrived_at) at time zone 'Asia/Ho_Chi_Minh')::date)::text as "on"
          from seen cross join lateral (
            select p.kind, p.line, p.destination_facility, p.follow_up_on, p.issued_on from warehouse.papers p
            where p.citizen_id = ${citizenId} and p.encounter_id = seen.encounter_id
              and (p.kind = 'referral' and p.destination_facility is not null
                or p.kind = 'follow-up' and p.follow_up_on is not null)) p`,
      ]);
    }),
    listClosedEncounters(book, { most: LOOKED_THROUGH }),
  ]);
  const arrivals: Arrival[] = [
    ...visits.map(({ id, facility, on, format }) => ({
      encounterId: id,
      facilityCode: facility,
      on,
      isCheckin: format === "checkin",
    })),
    ...closed.map(({ facilityCode, arrivedOn }) => ({
      encounterId: null,
      facilityCode,
      on: arrivedOn,
      isCheckin: false,
    })),
  ];
  const checkins: OpenCheckin[] = visits
    .filter(({ format }) => format === "checkin")
    .map(({ id, facility, on, kind }) => ({
      encounterId: id,
      facilityCode: facility,
      on,
      isStay: isStay(kind),
    }));
  return { arrivals, checkins, withoutResults, expected };
}

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
  senders: SenderOfBook[];
  missing: (Missing & { reported: boolean })[];
  reports: AnsweredReport[];
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
    listSenders(book),
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
    senders,
    missing: missingOf(known, usualDays, today).map((one) => ({
      ...one,
      reported: standing.some((report) => fitsReport(report, one)),
    })),
    reports: said.map((one) => ({ ...one, answer: answers.get(one.reportId) ?? null })),
  };
}
