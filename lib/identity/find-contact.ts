import type { Sql } from "postgres";

/** How a person can be found by a caller, as the warehouse knows them. */
export type Contact = { name: string; birthDate: string; wardCode: string | null; phone: string | null };

/** Liên lạc của một người; null when the warehouse knows nobody of that id. For the worker, with the ingest role. */
export async function findContact(ingest: Sql, citizenId: string): Promise<Contact | null> {
  const [row] = await ingest<Contact[]>`
    select name, birth_date as "birthDate", ward_code as "wardCode", phone from warehouse.citizens where citizen_id = ${citizenId}`;
  return row ?? null;
}
