import type { TransactionSql } from "postgres";

/** Rút thẻ đã ghi: takes back the cards that visits showed, because another version of each claim replaces it. */
export function withdrawInsuranceCards(
  tx: TransactionSql,
  encounters: readonly { citizenId: string; encounterId: string }[],
): Promise<unknown>[] {
  if (encounters.length === 0) return [];
  const asked = JSON.stringify(encounters.map(({ citizenId, encounterId }) => ({ citizenId, encounterId })));
  return [
    tx`
      delete from warehouse.insurance_cards c
      using json_to_recordset(${asked}::text::json) as r("citizenId" uuid, "encounterId" uuid)
      where c.citizen_id = r."citizenId" and c.encounter_id = r."encounterId"`.execute(),
  ];
}
