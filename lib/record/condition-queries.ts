import { and, eq, lte, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { clientOf } from "#lib/platform/db.ts";
import { MOST_TIMES, type Standing, standingOf } from "./condition-rules.ts";
import { conditions, encounters } from "./tables.ts";
import { type Cursor, startingAfter } from "./timeline-queries.ts";

/** Bệnh đã ghi: one code over all visits: how often, how it stood the last time, and which stay confirmed it last. */
export type ConditionSummary = {
  code: string;
  bareCode: string;
  /** As many as are counted, or one more when there are more. */
  times: number;
  firstAt: Date;
  /** When the latest stay began whose end confirmed it; a later record does not take that away. */
  confirmedAt: Date | null;
  latest: { encounterId: string; role: string; at: Date; facilityCode: string; standing: Standing };
};

type Row = {
  code: string;
  bare_code: string;
  times: number;
  first_at: string;
  confirmed_at: string | null;
  encounter_id: string;
  role: string;
  arrived_at: string;
  facility_code: string;
  care_kind: string | null;
  ended_at: string | null;
  discharge_kind: string | null;
  outcome: string | null;
};

/**
 * The conditions of a book, the latest first: `most` of them after the first `skip`. Codes are found by jumping from one
 * to the next in their index; only those of this page are counted, and no further than MOST_TIMES.
 */
export async function listConditions(
  book: Book,
  o: { most: number; skip?: number },
): Promise<ConditionSummary[]> {
  const { citizenId } = book;
  const rows = await book.readWarehouse(
    (tx) => clientOf(tx)<Row[]>`
      with recursive codes as (
        (select bare_code, arrived_at, encounter_id, line from warehouse.conditions where citizen_id = ${citizenId}
          order by bare_code, arrived_at desc nulls last, encounter_id desc nulls last limit 1)
        union all
        select next.* from codes, lateral (
          select c.bare_code, c.arrived_at, c.encounter_id, c.line from warehouse.conditions c
          where c.citizen_id = ${citizenId} and c.bare_code > codes.bare_code
          order by c.bare_code, c.arrived_at desc nulls last, c.encounter_id desc nulls last limit 1) next),
      shown as (
        select * from codes order by arrived_at desc, bare_code limit ${o.most} offset ${o.skip ?? 0})
      select l.code, s.bare_code, n.times, earliest.first_at, s.encounter_id, l.role, s.arrived_at, e.facility_code, e.care_kind,
        e.ended_at, e.discharge_kind, e.outcome, confirmed.at as confirmed_at
      from shown s
      -- One by one: a join would read every visit of the book, since nobody tells the planner how few are shown.
      cross join lateral (
        select l.code, l.role from warehouse.conditions l
        where l.citizen_id = ${citizenId} and l.encounter_id = s.encounter_id and l.line = s.line limit 1) l
      cross join lateral (
        select e.facility_code, e.care_kind, e.ended_at, e.discharge_kind, e.outcome from warehouse.encounters e
        where e.citizen_id = ${citizenId} and e.encounter_id = s.encounter_id limit 1) e
      cross join lateral (
        -- A visit that names a code twice counts once; in the order of the index, so that nothing is sorted.
        select count(*)::int as times from (
          select from warehouse.conditions c
          where c.citizen_id = ${citizenId} and c.bare_code = s.bare_code group by c.arrived_at, c.encounter_id
          order by c.arrived_at desc nulls last, c.encounter_id desc nulls last limit ${MOST_TIMES + 1}) once) n
      cross join lateral (
        select c.arrived_at as first_at from warehouse.conditions c
        where c.citizen_id = ${citizenId} and c.bare_code = s.bare_code and c.arrived_at is not null
        order by c.arrived_at nulls first, c.encounter_id nulls first limit 1) earliest
      cross join lateral (
        -- As standingOf: stays are few, so they are asked and not every record of the code, the latest first of each kind.
        select max(found.at) as at from (values ('03'), ('04'), ('09')) as stays (kind) cross join lateral (
          select v.arrived_at as at from warehouse.encounters v
          cross join lateral (
            select from warehouse.conditions c where c.citizen_id = ${citizenId}
              and c.encounter_id = v.encounter_id and c.bare_code = s.bare_code limit 1) named
          where v.citizen_id = ${citizenId} and v.care_kind = stays.kind and v.ended_at is not null
            and v.discharge_kind is distinct from '3' and v.outcome is distinct from '7'
          order by v.arrived_at desc limit 1) found) confirmed
      order by s.arrived_at desc, s.bare_code`,
  );
  return rows.map((row) => ({
    code: row.code,
    bareCode: row.bare_code,
    times: row.times,
    firstAt: new Date(row.first_at),
    confirmedAt: row.confirmed_at ? new Date(row.confirmed_at) : null,
    latest: {
      encounterId: row.encounter_id,
      role: row.role,
      at: new Date(row.arrived_at),
      facilityCode: row.facility_code,
      standing: standingOf({
        careKind: row.care_kind,
        endedAt: row.ended_at ? new Date(row.ended_at) : null,
        dischargeKind: row.discharge_kind,
        outcome: row.outcome,
      }),
    },
  }));
}

/** One visit in which a condition was recorded. */
export type ConditionRecord = {
  code: string;
  role: string;
  encounterId: string;
  facilityCode: string;
  careKind: string | null;
  arrivedAt: Date;
  endedAt: Date | null;
  format: string;
  receivedAt: Date;
  standing: Standing;
};

/** The visits in which a condition was recorded, latest first, from `after` on. */
export async function listRecordsOfCondition(
  book: Book,
  o: { bareCode: string; most: number; after?: Cursor },
): Promise<ConditionRecord[]> {
  const rows = await book.readWarehouse((tx) =>
    tx
      .select({
        code: conditions.code,
        role: conditions.role,
        encounterId: conditions.encounterId,
        facilityCode: encounters.facilityCode,
        careKind: encounters.careKind,
        arrivedAt: encounters.arrivedAt,
        endedAt: encounters.endedAt,
        format: encounters.format,
        receivedAt: encounters.receivedAt,
        dischargeKind: encounters.dischargeKind,
        outcome: encounters.outcome,
      })
      .from(conditions)
      .innerJoin(
        encounters,
        and(
          eq(encounters.citizenId, conditions.citizenId),
          eq(encounters.encounterId, conditions.encounterId),
        ),
      )
      .where(
        and(
          eq(conditions.citizenId, book.citizenId),
          eq(encounters.citizenId, book.citizenId),
          eq(conditions.bareCode, o.bareCode),
          o.after ? lte(conditions.arrivedAt, o.after.arrivedAt) : undefined,
          o.after ? startingAfter(o.after) : undefined,
        ),
      )
      .orderBy(sql`${conditions.arrivedAt} desc nulls last`, sql`${conditions.encounterId} desc nulls last`)
      .limit(o.most),
  );
  return rows.map(({ dischargeKind, outcome, ...row }) => ({
    ...row,
    standing: standingOf({ ...row, dischargeKind, outcome }),
  }));
}
