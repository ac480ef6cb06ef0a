import type { TransactionSql } from "postgres";

/** The one place of a claim: the facility that sent it, and its MA_LK. */
export type Place = { facilityCode: string; claimRef: string };

/** Which version of a claim stands, and whose it is. */
export type Standing = {
  citizenId: string;
  encounterId: string;
  contentHash: Buffer;
  madeOn: string | null;
  paidAt: Date | null;
  format: string;
  admitted: boolean;
  arrivedAt: Date;
};

/** A place as one text: neither part holds a line break. */
export const keyOfPlace = ({ facilityCode, claimRef }: Place) => `${facilityCode}\n${claimRef}`;

/**
 * Locks the places of some claims until the transaction ends, always in the same order, and reads which version stands
 * in each, by `keyOfPlace`.
 */
export async function lockClaims(
  tx: TransactionSql,
  places: readonly Place[],
): Promise<Map<string, Standing>> {
  const asked = JSON.stringify(places.map(({ facilityCode, claimRef }) => ({ facilityCode, claimRef })));
  // Two statements in one trip: the second sees what was committed before the locks were given.
  const [, rows] = await Promise.all([
    tx`
      select pg_advisory_xact_lock(lock) from (
        select distinct hashtextextended('claim ' || "facilityCode" || ' ' || "claimRef", 0) as lock
        from json_to_recordset(${asked}::text::json) as r("facilityCode" text, "claimRef" text) order by 1
      ) in_order`,
    tx<(Place & Standing)[]>`
      select c.facility_code as "facilityCode", c.claim_ref as "claimRef", c.citizen_id as "citizenId",
        c.encounter_id as "encounterId", c.content_hash as "contentHash", c.made_on::text as "madeOn",
        c.paid_at as "paidAt", c.format, e.admitted_at is not null as admitted, e.arrived_at as "arrivedAt"
      from json_to_recordset(${asked}::text::json) as r("facilityCode" text, "claimRef" text)
      join warehouse.claims c on c.facility_code = r."facilityCode" and c.claim_ref = r."claimRef"
      left join warehouse.encounters e on e.citizen_id = c.citizen_id and e.encounter_id = c.encounter_id`,
  ]);
  return new Map(
    rows.map(({ facilityCode, claimRef, ...standing }) => [keyOfPlace({ facilityCode, claimRef }), standing]),
  );
}
