import type { TransactionSql } from "postgres";
import type { OfEncounter } from "./file-encounter.ts";

/** Rút lượt khám khỏi sổ: takes encounters and their lines out of books, because another version replaces each. */
export function withdrawEncounters(
  tx: TransactionSql,
  encounters: readonly OfEncounter[],
): Promise<unknown>[] {
  if (encounters.length === 0) return [];
  const asked = JSON.stringify(encounters.map(({ citizenId, encounterId }) => ({ citizenId, encounterId })));
  return [
    tx`
      delete from warehouse.encounters e
      using json_to_recordset(${asked}::text::json) as r("citizenId" uuid, "encounterId" uuid)
      where e.citizen_id = r."citizenId" and e.encounter_id = r."encounterId"`.execute(),
  ];
}
