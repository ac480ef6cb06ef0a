import type { Sql } from "postgres";
import type { Database } from "#lib/platform/db.ts";
import { type FiledVisit, readFiledVisits } from "#lib/record/index.ts";
import { knownVaccines } from "#lib/vaccination/index.ts";
import { mayBeOneDose } from "#lib/vaccination/rules.ts";
import { isTheMissingVisit } from "./arrival-rules.ts";
import { linesOf, paperLine, stoodOf } from "./read-target.ts";
import { isMended, isTarget, type Stood } from "./target-rules.ts";

const PAGE = 200;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

type Open = {
  citizen_id: string;
  case_id: string;
  kind: string;
  encounter_id: string | null;
  facility_code: string | null;
  claim_ref: string | null;
  stood: Stood;
  reason: string;
  sent_at: Date;
  private: boolean;
};

const linesNow = (kind: string, visit: FiledVisit): Stood[] =>
  kind === "paper" ? visit.papers.map(paperLine) : [...linesOf(kind, visit).values()];

/** Which of the visits of open cases were filed anew since: another version of the claim, or some of its parts. */
async function filedAnew(ingest: Sql, cases: readonly Open[]): Promise<Set<string>> {
  const asked = cases.flatMap(({ case_id, facility_code, claim_ref, sent_at }) =>
    facility_code && claim_ref ? [{ case_id, facility_code, claim_ref, sent_at }] : [],
  );
  if (asked.length === 0) return new Set();
  const rows = await ingest<{ case_id: string }[]>`
    select a.case_id
    from json_to_recordset(${JSON.stringify(asked)}::text::json)
      as a (case_id uuid, facility_code text, claim_ref text, sent_at timestamptz)
    where exists (select from warehouse.filings f
      where f.facility_code = a.facility_code and f.claim_ref = a.claim_ref and f.at > a.sent_at
        and f.what in ('accepted', 'replaced', 'released', 'left', 'remarked'))`;
  return new Set(rows.map((row) => row.case_id));
}

async function close(app: Database, caseId: string, arrived: Stood | null): Promise<boolean> {
  const [row] = await app.$client<{ closed: boolean }[]>`
    select app.close_correction_by_claim(${caseId}::uuid, ${arrived ? JSON.stringify(arrived) : null}::text::jsonb) as closed`;
  return row?.closed ?? false;
}

/** Closes the cases of visits that were filed anew, where the new version says otherwise than what was reported. */
async function mendLines(app: Database, ingest: Sql, cases: readonly Open[]): Promise<number> {
  const anew = await filedAnew(ingest, cases);
  const changed = cases.flatMap((one) =>
    one.encounter_id && anew.has(one.case_id) ? [{ ...one, encounter_id: one.encounter_id }] : [],
  );
  const visits = await readFiledVisits(
    ingest,
    changed.map((one) => ({ citizenId: one.citizen_id, encounterId: one.encounter_id })),
  );
  let closed = 0;
  for (const one of changed) {
    const visit = visits.get(one.encounter_id);
    if (visit && visit.encounter.private !== one.private) {
      await app.$client`select app.mark_correction_private(${one.case_id}::uuid, ${visit.encounter.private})`;
    }
    if (!isTarget(one.kind)) continue;
    const answer = isMended(one.kind, one.reason, one.stood, visit ? linesNow(one.kind, visit) : []);
    if (answer.mended && (await close(app, one.case_id, answer.line))) closed += 1;
  }
  return closed;
}

/** Closes the cases of missing visits that have arrived since. */
async function findMissing(app: Database, ingest: Sql, cases: readonly Open[]): Promise<number> {
  const missing = cases.filter((one) => one.kind === "missing-visit");
  if (missing.length === 0) return 0;
  const asked = missing.map(({ case_id, citizen_id, sent_at }) => ({ case_id, citizen_id, sent_at }));
  const rows = await ingest<
    { case_id: string; facility_code: string; arrived_at: Date; ended_at: Date | null }[]
  >`
    select a.case_id, e.facility_code, e.arrived_at, e.ended_at
    from json_to_recordset(${JSON.stringify(asked)}::text::json) as a (case_id uuid, citizen_id uuid, sent_at timestamptz)
    join warehouse.encounters e on e.citizen_id = a.citizen_id and e.received_at > a.sent_at`;
  let closed = 0;
  for (const one of missing) {
    const { facility_code: facilityCode, stood } = one;
    const visitedOn = stood.fields.visitedOn ?? "";
    const found = rows.find(
      (row) =>
        row.case_id === one.case_id &&
        isTheMissingVisit(
          { facilityCode, visitedOn },
          {
            facilityCode: row.facility_code,
            arrivedAt: new Date(row.arrived_at),
            endedAt: row.ended_at ? new Date(row.ended_at) : null,
          },
        ),
    );
    // Only its day: the visit may be a private one.
    const day = found ? stoodOf("", { day: new Date(found.arrived_at) }) : null;
    if (day && (await close(app, one.case_id, day))) closed += 1;
  }
  return closed;
}

type Arrived = {
  case_id: string;
  product: string | null;
  vaccine_code: string;
  antigens: string[];
  given_on: string;
  lot: string | null;
  dose_number: number | null;
  place: string | null;
};

/** Closes the cases of missing doses that a source has sent since: that day's, against the same diseases. */
async function findDoses(app: Database, ingest: Sql, cases: readonly Open[]): Promise<number> {
  const missing = cases.filter((one) => one.kind === "missing-dose");
  if (missing.length === 0) return 0;
  const asked = missing.map(({ case_id, citizen_id, stood }) => ({
    ...{ case_id, citizen_id },
    given_on: stood.fields.givenOn?.length === 10 ? stood.fields.givenOn : null,
  }));
  const [rows, known] = await Promise.all([
    ingest<Arrived[]>`
      select a.case_id, d.product, d.vaccine_code, d.antigens, d.given_on::text, d.lot, d.dose_number, d.place
      from json_to_recordset(${JSON.stringify(asked)}::text::json) as a (case_id uuid, citizen_id uuid, given_on date)
      join warehouse.doses d on d.citizen_id = a.citizen_id and d.given_on = a.given_on and d.standing <> 'withdrawn'`,
    knownVaccines(),
  ]);
  let closed = 0;
  for (const one of missing) {
    const declared = known.byCode(one.stood.fields.vaccineCode ?? null);
    if (!declared) continue;
    const said = { vaccineCode: declared.code, antigens: declared.antigens };
    const found = rows.find(
      ({ case_id, vaccine_code: vaccineCode, antigens }) =>
        case_id === one.case_id && mayBeOneDose(said, { vaccineCode, antigens }),
    );
    if (!found) continue;
    const vaccine = found.product ?? one.stood.title;
    const { given_on: givenOn, dose_number: doseNumber, lot, place: givenPlace } = found;
    const now = stoodOf(vaccine, { vaccine, givenOn, doseNumber, lot, givenPlace });
    if (await close(app, one.case_id, now)) closed += 1;
  }
  return closed;
}

/**
 * Hồ sơ sửa đã đến: looks through the open cases for those that a claim has mended since, and for missing visits and doses
 * that arrived. Each closes by itself, once: run again it changes nothing. Answers how many were closed.
 */
export async function mendByClaims(app: Database, ingest: Sql): Promise<number> {
  let closed = 0;
  for (let after = BEFORE_ALL; ; ) {
    const rows = await app.$client<(Omit<Open, "stood"> & { stood: Stood | string })[]>`
      select citizen_id, case_id, kind, encounter_id, facility_code, claim_ref, stood, reason, sent_at, private
      from app.list_open_corrections(${after}::uuid, ${PAGE})`;
    const cases = rows.map((row): Open => {
      const stood = typeof row.stood === "string" ? (JSON.parse(row.stood) as Stood) : row.stood;
      return { ...row, stood };
    });
    closed += await mendLines(app, ingest, cases);
    closed += await findMissing(app, ingest, cases);
    closed += await findDoses(app, ingest, cases);
    const last = cases.at(-1);
    if (!last || cases.length < PAGE) return closed;
    after = last.case_id;
  }
}
