import type { Sql } from "postgres";
import type { Database } from "#lib/platform/db.ts";
import type { DoseMark } from "./certificates/told-dose.ts";

const PAGE = 200;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

type Living = { citizen_id: string; certificate_id: string; doses: DoseMark[]; mended: string[] };

/** Which of their doses no source records any more, by certificate; what a station mended is recorded by nobody. */
async function missingOf(ingest: Sql, living: readonly Living[]): Promise<Map<string, DoseMark[]>> {
  const asked = living.flatMap(({ citizen_id, certificate_id, doses, mended }) =>
    doses.map(({ code, on, lot }) => ({ citizen_id, certificate_id, code, given_on: on, lot, mended })),
  );
  const rows = await ingest<{ certificate_id: string; code: string; on: string; lot: string | null }[]>`
    select a.certificate_id, a.code, a.given_on::text as "on", a.lot
    from json_to_recordset(${JSON.stringify(asked)}::text::json)
      as a (citizen_id uuid, certificate_id uuid, code text, given_on date, lot text, mended json)
    where not exists (select from warehouse.doses d
      where d.citizen_id = a.citizen_id and d.given_on = a.given_on and d.vaccine_code = a.code
        and d.lot is not distinct from a.lot and d.standing = 'recorded'
        and d.dose_id::text not in (select json_array_elements_text(a.mended)))`;
  const missing = new Map<string, DoseMark[]>();
  for (const { certificate_id, ...dose } of rows)
    missing.set(certificate_id, [...(missing.get(certificate_id) ?? []), dose]);
  return missing;
}

/**
 * Thu hồi chứng nhận không còn đúng: for the worker. Takes back every certificate that tells of a dose which its sources
 * mended or withdrew since, and tells its person. Safe to run twice.
 */
export async function revokeOverturned(app: Database, ingest: Sql): Promise<number> {
  let revoked = 0;
  for (let after = BEFORE_ALL; ; ) {
    const living = await app.$client<Living[]>`
      select * from app.living_certificates(${after}::uuid, ${PAGE})`;
    const missing = await missingOf(ingest, living);
    for (const { citizen_id, certificate_id } of living) {
      const doses = missing.get(certificate_id);
      if (!doses) continue;
      const [row] = await app.$client<{ done: boolean }[]>`
        select app.revoke_overturned(${citizen_id}::uuid, ${certificate_id}::uuid, ${JSON.stringify(doses)}::text::jsonb) as done`;
      if (row?.done) revoked += 1;
    }
    const last = living.at(-1);
    if (!last || living.length < PAGE) return revoked;
    after = last.certificate_id;
  }
}
