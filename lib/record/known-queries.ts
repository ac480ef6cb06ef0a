import type { Book } from "#lib/consent/index.ts";
import { clientOf } from "#lib/platform/db.ts";
import { listClosedEncounters } from "./closed-queries.ts";
import {
  type Arrival,
  daysAfter,
  type Expected,
  type Known,
  type OpenCheckin,
  type WithoutResults,
} from "./missing-rules.ts";
import type { PaperKind } from "./paper-rules.ts";
import { isStay } from "./stay-rules.ts";

/** How far back a book is looked through. Ours. */
const LOOK_BACK_DAYS = 365;
/** How many of its latest visits are looked through. Ours. */
export const LOOKED_THROUGH = 50;

type Visit = {
  id: string;
  facility: string;
  on: string;
  format: string;
  kind: string | null;
  receivedOn: string;
  papers: PaperKind[];
};

/**
 * What the visits of a year say has come and ought to come. A private visit that is closed counts as having come; what it
 * asks for is told by nobody.
 */
export async function findKnown(book: Book, today: string): Promise<Known & { hasClosed: boolean }> {
  const { citizenId } = book;
  const since = `${daysAfter(today, -LOOK_BACK_DAYS)}T00:00:00+07:00`;
  const [[visits, withoutResults, expected], closed] = await Promise.all([
    book.readWarehouse((tx) => {
      const client = clientOf(tx);
      const seen = client`
        select encounter_id, facility_code, care_kind, discharge_kind, format, next_visit_on, arrived_at, ended_at, received_at
        from warehouse.encounters where citizen_id = ${citizenId} and arrived_at >= ${since}
        order by arrived_at desc, encounter_id desc limit ${LOOKED_THROUGH}`;
      return Promise.all([
        client<Visit[]>`
          select encounter_id as id, facility_code as facility, format, care_kind as kind,
            (arrived_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "on",
            (received_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "receivedOn",
            -- A referral where somebody was sent on (MA_LOAI_RV 2, 5), a summary of a stay (MA_LOAI_KCB 03, 04, 06): annex
            -- of QĐ 4750/QĐ-BYT. QĐ 4210 knew no papers.
            to_json(array(
              select named.kind from (values
                ('record-summary', seen.care_kind in ('03', '04', '06') and seen.ended_at < now()),
                ('referral', seen.discharge_kind in ('2', '5'))) named (kind, due)
              where named.due and seen.format in ('130', '4750', '3176') and not exists (
                select from warehouse.papers p where p.citizen_id = ${citizenId}
                  and p.encounter_id = seen.encounter_id and p.kind = named.kind))) as papers
          from (${seen}) seen`,
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
                or p.kind = 'follow-up' and p.follow_up_on is not null)) p
          union all
          select 'follow-up', seen.encounter_id, null, seen.facility_code, seen.facility_code, day::text
          from seen, unnest(seen.next_visit_on) as day
          where not exists (
            select from warehouse.papers p where p.citizen_id = ${citizenId}
              and p.encounter_id = seen.encounter_id and p.kind = 'follow-up' and p.follow_up_on = day)`,
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
  const withoutPapers = visits.flatMap(({ id, facility, on, receivedOn, papers }) =>
    papers.length > 0 ? { encounterId: id, facilityCode: facility, on, receivedOn, papers } : [],
  );
  return { arrivals, checkins, withoutResults, withoutPapers, expected, hasClosed: closed.length > 0 };
}
