import { createHash } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import { markPrivacy, type OfEncounter, privacyRows } from "#lib/record/index.ts";

/** Which list the visits are marked by: another row, another name. */
const listName = createHash("sha256").update(JSON.stringify(privacyRows)).digest("hex").slice(0, 16);

type Marking = { afterCitizen: string | null; afterEncounter: string | null };

/**
 * The next encounters after the last one looked at, up to the first that somebody is filing: their rows are held, so that
 * no line comes in between, but never waited for, because whoever files holds several rows in an order of their own.
 */
async function holdNext(
  tx: TransactionSql,
  { afterCitizen, afterEncounter }: Marking,
  most: number,
): Promise<{ held: OfEncounter[]; left: boolean }> {
  const after = afterCitizen
    ? tx`where (citizen_id, encounter_id) > (${afterCitizen}::uuid, ${afterEncounter}::uuid)`
    : tx``;
  const next = await tx<OfEncounter[]>`
    select citizen_id as "citizenId", encounter_id as "encounterId" from warehouse.encounters ${after}
    order by citizen_id, encounter_id limit ${most}`;
  const rows = await tx<{ encounterId: string }[]>`
    select e.encounter_id as "encounterId" from warehouse.encounters e
    join jsonb_to_recordset(${tx.json(next)}) as n ("citizenId" uuid, "encounterId" uuid)
      on e.citizen_id = n."citizenId" and e.encounter_id = n."encounterId"
    for update of e skip locked`;
  const free = new Set(rows.map((row) => row.encounterId));
  const busy = next.findIndex((one) => !free.has(one.encounterId));
  return { held: busy < 0 ? next : next.slice(0, busy), left: next.length > 0 };
}

async function leaveTraces(tx: TransactionSql, changed: OfEncounter[]): Promise<void> {
  await tx`
    insert into warehouse.filings (facility_code, claim_ref, citizen_id, content_hash, file_id, what)
    select c.facility_code, c.claim_ref, c.citizen_id, c.content_hash, c.file_id, 'remarked'
    from warehouse.claims c
    join jsonb_to_recordset(${tx.json(changed)}) as m ("encounterId" uuid) on c.encounter_id = m."encounterId"`;
}

/** One batch in one transaction, with its traces and how far it came; null when there is nothing left, or nothing free. */
function markBatch(sql: Sql, most: number): Promise<number | null> {
  return sql.begin(async (tx) => {
    await tx`insert into warehouse.privacy_markings (list) values (${listName}) on conflict do nothing`;
    const [marking] = await tx<Marking[]>`
      select after_citizen as "afterCitizen", after_encounter as "afterEncounter" from warehouse.privacy_markings
      where list = ${listName} and ended_at is null for update`;
    if (!marking) return null;
    const { held, left } = await holdNext(tx, marking, most);
    if (!left) await tx`update warehouse.privacy_markings set ended_at = now() where list = ${listName}`;
    const last = held.at(-1);
    if (!last) return null;
    const changed = await markPrivacy(tx, held);
    if (changed.length > 0) await leaveTraces(tx, changed);
    await tx`
      update warehouse.privacy_markings set after_citizen = ${last.citizenId}, after_encounter = ${last.encounterId},
        changed = changed + ${changed.length} where list = ${listName}`;
    return changed.length;
  });
}

/**
 * Đánh dấu lại lượt khám riêng tư: once for each list, goes through every visit that was filed before it. Stopped, or in the
 * way of a filing, it goes on from there at the next call. Answers how many visits it marked otherwise than before.
 */
export async function remarkPrivateEncounters(sql: Sql, most = 500): Promise<number> {
  let changed = 0;
  for (;;) {
    const some = await markBatch(sql, most);
    if (some === null) return changed;
    changed += some;
  }
}
