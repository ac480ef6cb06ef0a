import type { TransactionSql } from "postgres";

/** Rút lượt khám khỏi sổ: takes an encounter and its lines out of a book, because another version replaces it. */
export async function withdrawEncounter(
  tx: TransactionSql,
  citizenId: string,
  encounterId: string,
): Promise<void> {
  await tx`delete from warehouse.encounters where citizen_id = ${citizenId} and encounter_id = ${encounterId}`;
}
