import type { Sql } from "postgres";
import type { Database } from "#lib/platform/db.ts";

const AT_ONCE = 200;

/** Nhắc lịch: tells whoever wants to be told now. Safe to run twice; answers how many were looked at. */
export async function remindOfVisits(app: Database, now: Date): Promise<number> {
  for (let done = 0; ; ) {
    const [row] = await app.$client<{ done: number }[]>`
      select app.remind_appointments(${now.toISOString()}, ${AT_ONCE}) as done`;
    done += row?.done ?? 0;
    if ((row?.done ?? 0) < AT_ONCE) return done;
  }
}

/** Chỗ không ai nhận goes to the next who waits. Safe to run twice. */
export async function expireOffers(app: Database): Promise<number> {
  const [row] = await app.$client<{ done: number }[]>`select app.expire_offers(${AT_ONCE}) as done`;
  return row?.done ?? 0;
}

type Visit = { citizen_id: string; appointment_id: string; facility_code: string; day: string };

/**
 * Phiếu khám gặp hồ sơ: where the record of a visit has come (same person, facility and day of arrival), the pass leads to
 * it. Safe to run twice. Answers how many met.
 */
export async function meetRecords(app: Database, ingest: Sql): Promise<number> {
  let met = 0;
  for (;;) {
    const visits = await app.$client<Visit[]>`
      select citizen_id, appointment_id, facility_code, day::text from app.appointments_to_meet(${AT_ONCE})`;
    if (visits.length === 0) return met;
    const asked = visits.map((visit, place) => ({ place, ...visit }));
    const rows = await ingest<{ place: number; encounter_id: string }[]>`
      select distinct on (a.place) a.place, e.encounter_id
      from json_to_recordset(${JSON.stringify(asked)}::text::json) as a (place int, citizen_id uuid, facility_code text, day date)
      join warehouse.encounters e on e.citizen_id = a.citizen_id and e.facility_code = a.facility_code
        and (e.arrived_at at time zone 'Asia/Ho_Chi_Minh')::date = a.day
      order by a.place, e.arrived_at`;
    const found = new Map(rows.map((row) => [row.place, row.encounter_id]));
    for (const { place, citizen_id, appointment_id } of asked) {
      const [row] = await app.$client<{ met: boolean }[]>`
        select app.meet_appointment(${citizen_id}, ${appointment_id}, ${found.get(place) ?? null}) as met`;
      if (row?.met) met += 1;
    }
    if (visits.length < AT_ONCE) return met;
  }
}
