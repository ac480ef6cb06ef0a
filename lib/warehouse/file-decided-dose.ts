import type { Sql } from "postgres";
import { Registry } from "#lib/identity/index.ts";
import { withdrawDoses } from "#lib/vaccination/index.ts";
import { leaveTraces } from "./leave-traces.ts";
import { keyOfPlace } from "./lock-claims.ts";
import { lockDoses } from "./lock-doses.ts";
import { fileHeldDose } from "./release-held-dose.ts";
import type { Decided } from "./take-out-of-book.ts";

/** Ghi mũi theo quyết định: files a held dose for the citizen whom two officers named. False when the decision leads to nothing. */
export async function fileDoseMatch(sql: Sql, decided: Decided, now: Date): Promise<boolean> {
  const { matchId, citizenId } = decided;
  return sql.begin(async (tx) => {
    await lockDoses(tx, [decided]);
    const [match] = await tx`
      select 1 from warehouse.matches
      where match_id = ${matchId} and confirmed_at is not null and filed_at is null and ended_at is null for update`;
    if (!match) return false;
    const filed = await fileHeldDose(tx, decided, now, citizenId);
    await (filed
      ? tx`update warehouse.matches set filed_at = now(), outcome = 'accepted' where match_id = ${matchId}`
      : tx`update warehouse.matches set ended_at = now(), outcome = 'refused' where match_id = ${matchId}`);
    return filed;
  });
}

/** Rút mũi đã ghi theo một quyết định bị hủy; the dose is held again. A version that came since is not this decision's. */
export async function takeOutDose(sql: Sql, decided: Decided): Promise<boolean> {
  const { matchId, citizenId, heldId, facilityCode, claimRef, contentHash } = decided;
  return sql.begin(async (tx) => {
    const standing = (await lockDoses(tx, [decided])).get(keyOfPlace(decided));
    const [match] = await tx<{ fileId: string }[]>`
      select q.file_id as "fileId" from warehouse.matches m join warehouse.quarantine q using (held_id)
      where m.match_id = ${matchId} and m.filed_at is not null and m.ended_at is not null and m.taken_out_at is null
      for update of m`;
    if (!match) return false;
    await tx`update warehouse.matches set taken_out_at = now() where match_id = ${matchId}`;
    if (standing?.citizenId !== citizenId || !standing.contentHash.equals(contentHash)) return false;
    const registry = await Registry.open(tx, [], [citizenId]);
    registry.forget(citizenId, standing.doseId);
    const trace = { facilityCode, claimRef, contentHash, citizenId, fileId: match.fileId };
    await Promise.all([
      ...withdrawDoses(tx, [standing]),
      ...registry.writePeople(tx),
      tx`delete from warehouse.sent_doses where dose_id = ${standing.doseId}`.execute(),
      tx`update warehouse.quarantine set released_at = null where held_id = ${heldId}`.execute(),
      ...leaveTraces(tx, [{ ...trace, what: "left" }]),
    ]);
    return true;
  });
}
