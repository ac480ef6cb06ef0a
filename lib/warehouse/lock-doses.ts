import type { TransactionSql } from "postgres";
import { keyOfPlace, type Place } from "./lock-claims.ts";

/** Which version of a dose stands, and whose it is. */
export type StandingDose = { citizenId: string; doseId: string; contentHash: Buffer; madeAt: Date | null };

/**
 * Locks the references of some doses until the transaction ends, always in the same order, and reads which version stands under
 * each, by `keyOfPlace`.
 */
export async function lockDoses(
  tx: TransactionSql,
  places: readonly Place[],
): Promise<Map<string, StandingDose>> {
  const asked = JSON.stringify(places.map(({ facilityCode, claimRef }) => ({ facilityCode, claimRef })));
  // Two statements in one trip: the second sees what was committed before the locks were given.
  const [, rows] = await Promise.all([
    tx`
      select pg_advisory_xact_lock(lock) from (
        select distinct hashtextextended('dose ' || "facilityCode" || ' ' || "claimRef", 0) as lock
        from json_to_recordset(${asked}::text::json) as r("facilityCode" text, "claimRef" text) order by 1
      ) in_order`,
    tx<(Place & StandingDose)[]>`
      select d.facility_code as "facilityCode", d.dose_ref as "claimRef", d.citizen_id as "citizenId",
        d.dose_id as "doseId", d.content_hash as "contentHash", d.made_at as "madeAt"
      from json_to_recordset(${asked}::text::json) as r("facilityCode" text, "claimRef" text)
      join warehouse.sent_doses d on d.facility_code = r."facilityCode" and d.dose_ref = r."claimRef"`,
  ]);
  return new Map(
    rows.map(({ facilityCode, claimRef, ...standing }) => [keyOfPlace({ facilityCode, claimRef }), standing]),
  );
}
