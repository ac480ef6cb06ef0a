import type { TransactionSql } from "postgres";
import type { OfEncounter } from "./file-encounter.ts";
import { privateBecause, type VisitFacts } from "./privacy-rules.ts";

type Judged = OfEncounter & VisitFacts & { before: string[] };

/**
 * Đánh dấu riêng tư: decides anew, by all that the book has of them, whether some encounters are private. The caller holds
 * their rows, so that no line comes in between. Answers those that changed; their lines follow by the foreign key.
 */
export async function markPrivacy(
  tx: TransactionSql,
  encounters: OfEncounter[],
): Promise<(OfEncounter & { because: string[] })[]> {
  const asked = encounters.map((one) => ({ citizen_id: one.citizenId, encounter_id: one.encounterId }));
  const judged = await tx<Judged[]>`
    select e.citizen_id as "citizenId", e.encounter_id as "encounterId", to_json(e.private_because) as before,
      e.patient_category as "patientCategory",
      (select coalesce(json_agg(code), '[]') from warehouse.conditions l
        where l.citizen_id = e.citizen_id and l.encounter_id = e.encounter_id) as "conditionCodes",
      (select coalesce(json_agg(kind), '[]') from warehouse.papers l
        where l.citizen_id = e.citizen_id and l.encounter_id = e.encounter_id) as "paperKinds",
      (select json_agg(name) from (
        select unnest(array[e.reason, e.admission_reason, e.provisional_diagnosis, e.final_diagnosis]) as name
        union all select name from warehouse.medicines l
          where l.citizen_id = e.citizen_id and l.encounter_id = e.encounter_id
        union all select name from warehouse.services l
          where l.citizen_id = e.citizen_id and l.encounter_id = e.encounter_id
        union all select name from warehouse.results l
          where l.citizen_id = e.citizen_id and l.encounter_id = e.encounter_id
        union all select diagnosis from warehouse.papers l
          where l.citizen_id = e.citizen_id and l.encounter_id = e.encounter_id) said) as names
    from warehouse.encounters e
    join jsonb_to_recordset(${tx.json(asked)}) as asked (citizen_id uuid, encounter_id uuid)
      on e.citizen_id = asked.citizen_id and e.encounter_id = asked.encounter_id`;
  const changed = judged.flatMap(({ citizenId, encounterId, before, ...facts }) => {
    const because = privateBecause(facts);
    return before.join() === because.join() ? [] : [{ citizenId, encounterId, because }];
  });
  if (changed.length === 0) return [];
  await tx`
    update warehouse.encounters e
    set private_because = array(select jsonb_array_elements_text(c.because))
    from jsonb_to_recordset(${tx.json(changed)}) as c ("citizenId" uuid, "encounterId" uuid, because jsonb)
    where e.citizen_id = c."citizenId" and e.encounter_id = c."encounterId"`;
  return changed;
}
