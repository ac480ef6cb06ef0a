import type { Sql } from "postgres";
import type { EncounterDetail } from "./queries.ts";

/** The lines of a visit as they stand in the warehouse, and the papers with what they say. */
export type FiledVisit = Pick<
  EncounterDetail,
  "encounter" | "conditions" | "medicines" | "services" | "results" | "notes"
> & {
  papers: {
    kind: string;
    line: number;
    number: string | null;
    issuedOn: string | null;
    diagnosis: string | null;
    fromOn: string | null;
    toOn: string | null;
    followUpOn: string | null;
  }[];
};

type Row = Record<string, unknown>;
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const inOurNames = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      camel(name),
      name.endsWith("_at") && typeof value === "string" ? new Date(value) : value,
    ]),
  );

/**
 * Các dòng đang có trong kho: visits of books, each with its lines, for the worker under the role that files. A visit that
 * is not in that book (any more) is not in the answer.
 */
export async function readFiledVisits(
  ingest: Sql,
  asked: readonly { citizenId: string; encounterId: string }[],
): Promise<Map<string, FiledVisit>> {
  if (asked.length === 0) return new Map();
  const lines = (table: string) => ingest`
    (select coalesce(jsonb_agg(to_jsonb(l) order by l.line), '[]') from ${ingest(`warehouse.${table}`)} l
      where l.citizen_id = e.citizen_id and l.encounter_id = e.encounter_id)`;
  const rows = await ingest<{ encounter_id: string; visit: Record<string, Row | Row[]> | string }[]>`
    select e.encounter_id, jsonb_build_object('encounter', to_jsonb(e), 'conditions', ${lines("conditions")},
      'medicines', ${lines("medicines")}, 'services', ${lines("services")}, 'results', ${lines("results")}, 'notes', ${lines("notes")},
      'papers', ${lines("papers")}) as visit
    from json_to_recordset(${JSON.stringify(asked)}::text::json) as a ("citizenId" uuid, "encounterId" uuid)
    join warehouse.encounters e on e.citizen_id = a."citizenId" and e.encounter_id = a."encounterId"`;
  return new Map(
    rows.map(({ encounter_id, visit }) => {
      const told = typeof visit === "string" ? (JSON.parse(visit) as Record<string, Row | Row[]>) : visit;
      const named = Object.entries(told).map(([name, part]) => [
        name,
        Array.isArray(part) ? part.map(inOurNames) : inOurNames(part),
      ]);
      return [encounter_id, Object.fromEntries(named) as FiledVisit];
    }),
  );
}
