import type { Sql, TransactionSql } from "postgres";
import { dayOf } from "#lib/platform/clock.ts";
import { knownVaccines } from "#lib/vaccination/index.ts";
import { fileDosesInTransaction } from "./file-doses.ts";
import { leaveTraces } from "./leave-traces.ts";
import { lockDoses } from "./lock-doses.ts";
import { readKeptDose } from "./read-dose.ts";
import type { HeldKey } from "./release-held-dossiers.ts";

type Opened = { place: number; original: Buffer; fileId: string; receivedAt: Date };

const lockHeld = async (tx: TransactionSql, held: HeldKey): Promise<Opened | undefined> => {
  // The lock of the reference first, as whoever files it takes it.
  await lockDoses(tx, [held]);
  const [row] = await tx<Opened[]>`
    select q.place, q.original, q.file_id as "fileId", f.received_at as "receivedAt"
    from warehouse.quarantine q join warehouse.received_files f using (file_id)
    where q.facility_code = ${held.facilityCode} and q.claim_ref = ${held.claimRef}
      and q.content_hash = ${held.contentHash} and q.released_at is null and q.set_aside_at is null
    for update of q`;
  return row;
};

/**
 * Ghi mũi đang giữ vào sổ: files a held dose for whoever its numbers lead to now, or for the citizen whom the authority named. A
 * decision files nothing over a version that stands: there the sender's own word is awaited.
 */
export async function fileHeldDose(
  tx: TransactionSql,
  held: HeldKey,
  now: Date,
  decidedFor?: string,
): Promise<boolean> {
  const row = await lockHeld(tx, held);
  if (!row) return false;
  const kept = readKeptDose(row.original, await knownVaccines(), dayOf(now));
  const sent = { ...kept, key: held, place: row.place };
  if (decidedFor && (await lockDoses(tx, [held])).size > 0) return false;
  const file = { fileId: row.fileId, receivedAt: row.receivedAt };
  const [done] = await fileDosesInTransaction(tx, [{ sent, file, decidedFor }]);
  if (!done || "reason" in done) return false;
  const { facilityCode, claimRef, contentHash } = held;
  await tx`
    update warehouse.quarantine set released_at = now()
    where facility_code = ${facilityCode} and claim_ref = ${claimRef} and content_hash = ${contentHash}`;
  const trace = { facilityCode, claimRef, contentHash, citizenId: decidedFor ?? null, fileId: row.fileId };
  await Promise.all(leaveTraces(tx, [{ ...trace, what: "released" }]));
  return true;
}

/** Thả một mũi đang giữ, whose citizen may have become known. */
export const releaseHeldDose = (sql: Sql, held: HeldKey, now: Date): Promise<boolean> =>
  sql.begin((tx) => fileHeldDose(tx, held, now));
