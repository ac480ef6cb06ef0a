import type { TransactionSql } from "postgres";

/** Rút thẻ đã ghi: takes back the cards a visit showed, because another version of its claim replaces it. */
export async function withdrawInsuranceCards(
  tx: TransactionSql,
  citizenId: string,
  encounterId: string,
): Promise<void> {
  await tx`delete from warehouse.insurance_cards where citizen_id = ${citizenId} and encounter_id = ${encounterId}`;
}
