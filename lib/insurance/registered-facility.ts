import type { Sql } from "postgres";

/**
 * Nơi đăng ký khám chữa bệnh ban đầu: the facilities at which a person's cards were registered, by the card shown last
 * first. For the worker, with the ingest role.
 */
export async function registeredFacilities(ingest: Sql, citizenId: string): Promise<string[]> {
  const rows = await ingest<{ code: string }[]>`
    select registered_facility as code from warehouse.insurance_cards
    where citizen_id = ${citizenId} and registered_facility is not null
    order by shown_at desc, valid_from desc limit 5`;
  return [...new Set(rows.map((row) => row.code))].filter((code) => /^[0-9A-Z]{5}$/.test(code));
}
