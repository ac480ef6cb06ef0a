import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import { dayOf } from "#lib/platform/clock.ts";
import type { Database } from "#lib/platform/db.ts";
import { knownVaccines } from "#lib/vaccination/index.ts";
import { closeFile } from "./close-file.ts";
import { fileOrHoldDoses } from "./file-doses.ts";
import type { Outcome } from "./file-dossiers.ts";
import { registerFile } from "./file-report.ts";
import { doseColumns } from "./formats/dose-csv.ts";
import { readDoses } from "./read-dose.ts";

/** A dose as a desk wrote it. */
type Written = {
  citizen_id: string;
  dose_id: string;
  is_known: boolean;
  name: string;
  born: string;
  sex: string;
  born_time: string | null;
  parent_id: string | null;
  facility_code: string;
  product: string | null;
  vaccine_code: string;
  lot: string | null;
  dose_number: number | null;
  site: string | null;
  route: string | null;
  given_on: string;
  place: string | null;
  given_by: string | null;
  document_ref: string | null;
  standing: string;
  written_at: string;
  undone_at: string | null;
  version: number;
};

type Registered = { id: string; owner: string; name: string; born: string; sex: string; ward: string | null };

const AT_ONCE = 200;

/** Whom the registry knows by these ids now: whoever was merged into another book is that one. */
async function registered(ingest: Sql, ids: readonly string[]): Promise<Map<string, Registered>> {
  const rows = await ingest<Registered[]>`
    select a.id, c.citizen_id as owner, c.name, c.birth_date as born, c.sex, c.ward_code as ward
    from (select json_array_elements_text(${JSON.stringify(ids)}::text::json)::uuid as id) a
    left join warehouse.book_merges m on m.citizen_id = a.id and m.outcome = 'merged' and m.undone_at is null
    join warehouse.citizens c on c.citizen_id = coalesce(m.into_id, a.id)`;
  return new Map(rows.map((row) => [row.id, row]));
}

const sexes: Record<string, string> = { male: "1", female: "2" };
const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

/** A line of the export that the station's system would send: what is held is read from it again. */
function lineOf(one: Written, who: Registered | undefined): string {
  const born = who?.born ?? one.born;
  const values: Partial<Record<keyof typeof doseColumns, string | number | null>> = {
    facilityCode: one.facility_code,
    doseRef: one.dose_id,
    madeAt: new Date(one.undone_at ?? one.written_at).toISOString(),
    parentId: one.parent_id,
    name: who?.name ?? one.name,
    born: one.born_time && born.length === 10 ? `${born} ${one.born_time}` : born,
    sex: sexes[who?.sex ?? one.sex] ?? null,
    wardCode: who?.ward ?? null,
    code: one.vaccine_code,
    product: one.product,
    lot: one.lot,
    doseNumber: one.dose_number,
    site: one.site,
    route: one.route,
    givenOn: one.given_on,
    place: one.place,
    placeCode: one.facility_code,
    givenBy: one.given_by,
    documentRef: one.document_ref,
    reported: one.standing === "reported" ? "2" : null,
    status: one.undone_at ? "2" : "1",
  };
  return Object.keys(doseColumns)
    .map((field) => cell(String(values[field as keyof typeof doseColumns] ?? "")))
    .join(",");
}

async function noteFiled(app: Database, one: Written, filing: "filed" | "held", citizenId: string | null) {
  await app.$client`
    select app.note_desk_dose(${one.dose_id}::uuid, ${one.version}::int, ${filing}, ${citizenId}::uuid)`;
}

/** Whose these doses are in the warehouse; those that wait in quarantine are nobody's yet. */
async function ownersOf(ingest: Sql, written: readonly Written[]): Promise<Map<string, string>> {
  const places = written.map(({ facility_code, dose_id }) => ({ f: facility_code, r: dose_id }));
  const rows = await ingest<{ ref: string; owner: string }[]>`
    select dose_ref as ref, citizen_id as owner from warehouse.sent_doses
    where (facility_code, dose_ref) in (
      select a.f, a.r from json_to_recordset(${JSON.stringify(places)}::text::json) as a (f text, r text))`;
  return new Map(rows.map(({ ref, owner }) => [ref, owner]));
}

/** Files what one desk wrote, as a file that it sent. */
async function fileOf(app: Database, ingest: Sql, facilityCode: string, written: readonly Written[]) {
  const people = await registered(
    ingest,
    written.filter(({ is_known }) => is_known).map(({ citizen_id }) => citizen_id),
  );
  const lines = written.map((one) => lineOf(one, people.get(one.citizen_id)));
  const bytes = Buffer.from([Object.values(doseColumns).join(","), ...lines].join("\r\n"));
  const known = { sha256: createHash("sha256").update(bytes).digest(), bytes: bytes.length };
  const { fileId, receivedAt } = await registerFile(ingest, "Ghi tại bàn tiêm chủng", known, facilityCode);
  const doses = readDoses(bytes, await knownVaccines(), dayOf(new Date()));
  const results = await fileOrHoldDoses(
    ingest,
    doses.map((sent, i) => {
      const one = written[i];
      const owner = one?.is_known ? people.get(one.citizen_id)?.owner : undefined;
      return { sent, file: { fileId, receivedAt }, decidedFor: owner, doseId: one?.dose_id };
    }),
  );
  const counts: Record<Outcome, number> = { accepted: 0, replaced: 0, unchanged: 0, quarantined: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  const warnings = results.reduce(
    (sum, { findings }) => sum + findings.filter(({ level }) => level === "warning").length,
    0,
  );
  const closing = { months: new Map(), format: "csv", broken: null, warnings, facilityCode, fileId };
  await closeFile(ingest, { ...closing, ...counts });
  const owners = await ownersOf(ingest, written);
  for (const [i, one] of written.entries()) {
    const isHeld = results[i]?.outcome === "quarantined";
    await noteFiled(app, one, isHeld ? "held" : "filed", owners.get(one.dose_id) ?? null);
  }
}

/**
 * Ghi mũi viết tại bàn vào kho: what desks wrote or took back goes into the warehouse as if the facility had sent it, under the same id;
 * whose number is not known yet waits there, and is found again here. Safe to run twice and at any time. Answers how many were filed.
 */
export async function fileDeskDoses(app: Database, ingest: Sql): Promise<number> {
  let filed = 0;
  for (;;) {
    const rows = await app.$client<{ dose: string }[]>`
      select to_jsonb(d)::text as dose from app.desk_doses_to_file(${AT_ONCE}) d`;
    // The columns of app.desk_doses.
    const written = rows.map(({ dose }) => JSON.parse(dose) as Written);
    for (const [facilityCode, own] of Map.groupBy(written, ({ facility_code }) => facility_code))
      await fileOf(app, ingest, facilityCode, own);
    filed += written.length;
    if (written.length < AT_ONCE) break;
  }
  const held = await app.$client<{ dose: string }[]>`
    select to_jsonb(d)::text as dose from app.desk_doses_held(${AT_ONCE}) d`;
  const waiting = held.map(({ dose }) => JSON.parse(dose) as Written);
  const owners = await ownersOf(ingest, waiting);
  for (const one of waiting) {
    const owner = owners.get(one.dose_id);
    if (owner) await noteFiled(app, one, "filed", owner);
  }
  return filed;
}
