import { and, asc, eq, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { clientOf } from "#lib/platform/db.ts";
import { latestOfEach } from "./latest-of-each.ts";
import { results, encounters as visits } from "./tables.ts";
import type { VisitOfResult } from "./wait-rules.ts";

const line = {
  line: results.line,
  encounterId: results.encounterId,
  test: results.test,
  code: results.code,
  name: results.name,
  serviceCode: results.serviceCode,
  valueText: results.valueText,
  unit: results.unit,
  description: results.description,
  conclusion: results.conclusion,
  resultAt: results.resultAt,
  facilityCode: visits.facilityCode,
  arrivedAt: visits.arrivedAt,
  receivedAt: visits.receivedAt,
  endedAt: visits.endedAt,
  finalDiagnosis: visits.finalDiagnosis,
  doctorNote: visits.doctorNote,
};

/** Một kết quả: a value or reading with the visit it belongs to. */
export type ResultLine = VisitOfResult & {
  line: number;
  test: string | null;
  code: string | null;
  name: string | null;
  serviceCode: string | null;
  valueText: string | null;
  unit: string | null;
  description: string | null;
  conclusion: string | null;
  resultAt: Date | null;
  facilityCode: string;
  arrivedAt: Date;
  receivedAt: Date;
  /** What its service is called in the visit, if it is there. */
  serviceName: string | null;
  /** The cost group of that service (MA_NHOM). */
  costGroup: string | null;
};

/** A test of a book with its latest line; texts only as far as a list shows them. */
export type TestSummary = Omit<ResultLine, "line" | "test" | "resultAt" | "arrivedAt"> & {
  test: string;
  at: Date;
};

type Row = {
  test: string;
  encounter_id: string;
  code: string | null;
  name: string | null;
  service_code: string | null;
  value_text: string | null;
  unit: string | null;
  description: string | null;
  conclusion: string | null;
  facility_code: string;
  received_at: string;
  at: string;
  service_name: string | null;
  cost_group: string | null;
  ended_at: string | null;
  final_diagnosis: string | null;
  doctor_note: string | null;
};

/** The tests of a book, the one with the latest result first: `most` of them after the first `skip`. */
export async function listTests(book: Book, o: { most: number; skip?: number }): Promise<TestSummary[]> {
  const { citizenId } = book;
  const rows = await book.readWarehouse((tx) => {
    const client = clientOf(tx);
    const tests = { table: "results", key: "test", at: "result_at" } as const;
    return client<Row[]>`
      with recursive ${latestOfEach(client, tests, citizenId, o)}
      select s.key as test, s.encounter_id, r.code, r.name, r.service_code, left(r.value_text, 300) as value_text, r.unit,
        left(r.description, 300) as description, left(r.conclusion, 300) as conclusion, e.facility_code, e.received_at,
        coalesce(s.at, e.arrived_at) as at,
        e.ended_at, left(e.final_diagnosis, 300) as final_diagnosis, left(e.doctor_note, 300) as doctor_note,
        v.name as service_name, v.cost_group
      from shown s
      join warehouse.results r on r.citizen_id = ${citizenId} and r.encounter_id = s.encounter_id and r.line = s.line
      join warehouse.encounters e on e.citizen_id = ${citizenId} and e.encounter_id = s.encounter_id
      left join lateral (
        select name, cost_group from warehouse.services v where v.citizen_id = ${citizenId}
          and v.encounter_id = s.encounter_id and v.kind = 'service' and v.code = r.service_code limit 1) v on true
      order by s.at desc nulls last, s.key`;
  });
  return rows.map((row) => ({
    test: row.test,
    encounterId: row.encounter_id,
    code: row.code,
    name: row.name,
    serviceCode: row.service_code,
    valueText: row.value_text,
    unit: row.unit,
    description: row.description,
    conclusion: row.conclusion,
    facilityCode: row.facility_code,
    receivedAt: new Date(row.received_at),
    at: new Date(row.at),
    serviceName: row.service_name,
    costGroup: row.cost_group,
    endedAt: row.ended_at === null ? null : new Date(row.ended_at),
    finalDiagnosis: row.final_diagnosis,
    doctorNote: row.doctor_note,
  }));
}

/** The results of one test, latest first: `most` of them after the first `skip`. */
export function listResultsOfTest(
  book: Book,
  o: { test: string; most: number; skip?: number },
): Promise<ResultLine[]> {
  return book.readWarehouse((tx) =>
    tx
      .select({
        ...line,
        serviceName: sql<string | null>`(select v.name from warehouse.services v
          where v.citizen_id = ${book.citizenId} and v.encounter_id = ${results.encounterId}
          and v.kind = 'service' and v.code = ${results.serviceCode} limit 1)`,
        costGroup: sql<string | null>`(select v.cost_group from warehouse.services v
          where v.citizen_id = ${book.citizenId} and v.encounter_id = ${results.encounterId}
          and v.kind = 'service' and v.code = ${results.serviceCode} limit 1)`,
      })
      .from(results)
      .innerJoin(
        visits,
        and(eq(visits.citizenId, results.citizenId), eq(visits.encounterId, results.encounterId)),
      )
      .where(
        and(
          eq(results.citizenId, book.citizenId),
          eq(visits.citizenId, book.citizenId),
          eq(results.test, o.test),
        ),
      )
      .orderBy(sql`${results.resultAt} desc nulls last`, asc(results.line))
      .limit(o.most)
      .offset(o.skip ?? 0),
  );
}
