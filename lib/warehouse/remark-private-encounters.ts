import { createHash } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import { markPrivacy, type OfEncounter, privacyRows } from "#lib/record/index.ts";

/** Which list the visits are marked by: another row, another name. */
const listName = createHash("sha256").update(JSON.stringify(privacyRows)).digest("hex").slice(0, 16);

type Marking = { afterCitizen: string | null; afterEncounter: string | null };

/** The next encounters after the last one looked at, their rows held so that no line comes in between. */
function nextOf(tx: TransactionSql, { afterCitizen, afterEncounter }: Marking, most: number) {
  const after = afterCitizen
    ? tx`where (citizen_id, encounter_id) > (${afterCitizen}::uuid, ${afterEncounter}::uuid)`
    : tx``;
  return tx<OfEncounter[]>`
    select citizen_id as "citizenId", encounter_id as "encounterId" from warehouse.encounters ${after}
    order by citizen_id, encounter_id limit ${most} for update`;
}

async function leaveTraces(tx: TransactionSql, changed: OfEncounter[]): Promise<void> {
  await tx`
    insert into warehouse.filings (facility_code, claim_ref, citizen_id, content_hash, file_id, what)
    select c.facility_code, c.claim_ref, c.citizen_id, c.content_hash, c.file_id, 'remarked'
    from warehouse.claims c
    join json_to_recordset(${tx.json(changed)}) as m ("encounterId" uuid) on c.encounter_id = m."encounterId"`;
}

/** One batch in one transaction, with its traces and how far it came; null when there is nothing left. */
function markBatch(sql: Sql, most: number): Promise<number | null> {
  return sql.begin(async (tx) => {
    await tx`insert into warehouse.privacy_markings (list) values (${listName}) on conflict do nothing`;
    const [marking] = await tx<Marking[]>`
      select after_citizen as "afterCitizen", after_encounter as "afterEncounter" from warehouse.privacy_markings
      where list = ${listName} and ended_at is null for update`;
    if (!marking) return null;
    const encounters = await nextOf(tx, marking, most);
    const last = encounters.at(-1);
    if (!last) {
      await tx`update warehouse.privacy_markings set ended_at = now() where list = ${listName}`;
      return null;
    }
    const changed = await markPrivacy(tx, encounters);
    if (changed.length > 0) await leaveTraces(tx, changed);
    await tx`
      update warehouse.privacy_markings set after_citizen = ${last.citizenId}, after_encounter = ${last.encounterId},
        changed = changed + ${changed.length} where list = ${listName}`;
    return changed.length;
  });
}

/**
 * Đánh dấu lại lượt khám riêng tư: once for each list, goes through every visit that was filed before it. Goes on where it
 * was stopped. Answers how many visits it opened, closed or gave another reason.
 */
export async function remarkPrivateEncounters(sql: Sql, most = 500): Promise<number> {
  let changed = 0;
  for (;;) {
    const some = await markBatch(sql, most);
    if (some === null) return changed;
    changed += some;
  }
}
