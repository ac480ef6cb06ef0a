import type { Sql } from "postgres";
import type { Database } from "#lib/platform/db.ts";

/** Numbers of filings are given before their transactions end: so many are read again, lest one that ended late is missed. */
const READ_AGAIN = 1_000;
const PAGE = 5_000;
const VISITS = 500;

type Filed = { filing_id: string; facility_code: string; claim_ref: string };
type Visit = { citizen_id: string; facility_code: string; encounter_ref: string };
type Claim = { place: number; amount: string | null; paid_at: Date | null };

/** Tells the app's side which claims were filed since it was told last; how far it was told stands there, durably. */
async function tellOfClaims(app: Database, ingest: Sql): Promise<void> {
  const [told] = await app.$client<{ upto: string }[]>`select app.claims_read_upto()::text as upto`;
  for (let after = Number(told?.upto ?? 0) - READ_AGAIN; ; ) {
    const rows = await ingest<Filed[]>`
      select filing_id::text, facility_code, claim_ref from warehouse.filings
      where filing_id > ${after} and what in ('accepted', 'replaced', 'released', 'left')
        and facility_code is not null and claim_ref is not null order by filing_id limit ${PAGE}`;
    const last = Number(rows.at(-1)?.filing_id ?? 0);
    if (last === 0) return;
    const claims = rows.map(({ facility_code, claim_ref }) => ({ facility_code, claim_ref }));
    await app.$client`select app.claims_filed(${last}, ${JSON.stringify(claims)}::text::jsonb)`;
    if (rows.length < PAGE) return;
    after = last;
  }
}

/**
 * Hồ sơ gặp phiếu: compares the notes whose time it is with the claim of their visit (facility and MA_LK, of the same
 * person), and closes those that the claim says were paid at the desk (NGAY_TTOAN). Never opens one. Safe to run twice;
 * cut short, it goes on where it was. Answers how many it closed.
 */
export async function meetClaims(app: Database, ingest: Sql): Promise<number> {
  await tellOfClaims(app, ingest);
  let closed = 0;
  for (let turn = 0; turn < 20; turn += 1) {
    const visits = await app.$client<Visit[]>`
      select citizen_id, facility_code, encounter_ref from app.notes_to_meet(${VISITS})`;
    if (visits.length === 0) return closed;
    const asked = visits.map((visit, place) => ({ place, ...visit }));
    const rows = await ingest<Claim[]>`
      select a.place, case when e.copayment_vnd is null and e.self_pay_vnd is null then null
        else (coalesce(e.copayment_vnd, 0) + coalesce(e.self_pay_vnd, 0))::text end as amount, e.paid_at
      from json_to_recordset(${JSON.stringify(asked)}::text::json)
        as a (place int, citizen_id uuid, facility_code text, encounter_ref text)
      join warehouse.encounters e on e.citizen_id = a.citizen_id and e.facility_code = a.facility_code
        and e.encounter_ref = a.encounter_ref and e.format <> 'checkin'`;
    const claims = new Map(rows.map((row) => [row.place, row]));
    for (const { place, citizen_id, facility_code, encounter_ref } of asked) {
      const claim = claims.get(place);
      const [row] = await app.$client<{ closed: number }[]>`
        select app.meet_claim(${citizen_id}, ${facility_code}, ${encounter_ref}, ${claim !== undefined},
          ${claim?.amount ?? null}::numeric, ${claim?.paid_at ? new Date(claim.paid_at).toISOString() : null}) as closed`;
      closed += row?.closed ?? 0;
    }
  }
  return closed;
}
