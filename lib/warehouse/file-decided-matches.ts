import type { Sql, TransactionSql } from "postgres";
import { fileDoseMatch, takeOutDose } from "./file-decided-dose.ts";
import { fileInTransaction, isRefusedByTables } from "./file-dossiers.ts";
import { readKeptDossier } from "./formats/kept.ts";
import { knownCodes } from "./known-codes.ts";
import { leaveTraces } from "./leave-traces.ts";
import { keyOfPlace, lockClaims } from "./lock-claims.ts";
import { readDossier } from "./read-dossier.ts";
import { keepStanding } from "./replaced-versions.ts";
import { type Decided, fileWhatCameSince, type HeldDecided, takeOutOfBook } from "./take-out-of-book.ts";

const listDecided = (sql: Sql, undone: boolean) => sql<Decided[]>`
  select m.match_id as "matchId", m.citizen_id as "citizenId", m.held_id as "heldId", q.facility_code as "facilityCode",
    q.claim_ref as "claimRef", q.content_hash as "contentHash", q.kind
  from warehouse.matches m join warehouse.quarantine q using (held_id)
  where ${
    undone
      ? sql`m.filed_at is not null and m.ended_at is not null and m.taken_out_at is null`
      : sql`m.confirmed_at is not null and m.filed_at is null and m.ended_at is null`
  }
  order by m.match_id`;

/** The held dossier of a match, both locked after the claim; undefined when somebody else was here first. */
async function lockHeld(
  tx: TransactionSql,
  { heldId, matchId }: Decided,
  undone: boolean,
): Promise<HeldDecided | undefined> {
  const [held] = await tx<HeldDecided[]>`
    select q.place, q.original, q.encoding, q.made_on::text as "madeOn", q.file_id as "fileId", f.received_at as "receivedAt",
      q.released_at is not null as released,
      exists (select from warehouse.matches m where m.held_id = q.held_id and m.ended_at is null and m.filed_at is not null)
        as "decidedAgain"
    from warehouse.quarantine q join warehouse.received_files f using (file_id)
    where q.held_id = ${heldId} for update of q`;
  const [match] = await tx`
    select 1 from warehouse.matches
    where match_id = ${matchId} and ${
      undone
        ? tx`filed_at is not null and ended_at is not null and taken_out_at is null`
        : tx`confirmed_at is not null and filed_at is null and ended_at is null`
    }
    for update`;
  return match ? held : undefined;
}

/** Ends a match that leads to nothing; the dossier is as it was, and why is kept. */
const endMatch = (sql: Sql | TransactionSql, matchId: string, outcome: "released" | "refused") => sql`
  update warehouse.matches set ended_at = now(), outcome = ${outcome} where match_id = ${matchId} and ended_at is null`;

async function fileMatch(sql: Sql, decided: Decided, now: Date): Promise<boolean> {
  const { facilityCode, claimRef, contentHash, citizenId, matchId } = decided;
  return sql.begin(async (tx) => {
    await lockClaims(tx, [decided]);
    const held = await lockHeld(tx, decided, false);
    if (!held) return false;
    if (held.released) {
      await endMatch(tx, matchId, "released");
      return false;
    }
    const raw = { ...readKeptDossier(held.original, held.encoding), place: held.place };
    const dossier = readDossier(raw, { facilityCode, madeOn: held.madeOn }, knownCodes, now);
    await keepStanding(tx, decided, matchId);
    const [done] = await fileInTransaction(tx, [{ dossier, file: held, decidedFor: citizenId }]);
    if (!done || "reason" in done) {
      await endMatch(tx, matchId, "refused");
      return false;
    }
    await tx`update warehouse.quarantine set released_at = now() where held_id = ${decided.heldId}`;
    await tx`update warehouse.matches set filed_at = now(), outcome = ${done.outcome} where match_id = ${matchId}`;
    const trace = { facilityCode, claimRef, contentHash, citizenId, fileId: held.fileId };
    await Promise.all(leaveTraces(tx, [{ ...trace, what: "released" }]));
    return true;
  });
}

async function takeOutMatch(sql: Sql, decided: Decided, now: Date): Promise<boolean> {
  const taken = await sql.begin(async (tx) => {
    const standing = (await lockClaims(tx, [decided])).get(keyOfPlace(decided));
    const held = await lockHeld(tx, decided, true);
    // A later version of the claim, or one that names somebody else, is not this decision's to take out.
    const stands =
      standing?.citizenId === decided.citizenId && standing.contentHash.equals(decided.contentHash);
    if (!held || !standing || !stands || held.decidedAgain) return false;
    await takeOutOfBook(tx, decided, standing, held);
    return true;
  });
  await fileWhatCameSince(sql, decided, now);
  // Last: a stop before this is taken up by the next run, which finds that nothing is left to take out.
  await sql`
    update warehouse.matches set taken_out_at = now() where match_id = ${decided.matchId} and taken_out_at is null`;
  return taken;
}

/**
 * Ghi các quyết định khớp: files every confirmed match for the citizen whom two officers named, and takes out every one
 * that was undone; what stood before it stands again. Each in one transaction with its trace; running it twice, or twice at once, changes nothing more.
 */
export async function fileDecidedMatches(sql: Sql, now: Date): Promise<{ filed: number; takenOut: number }> {
  let [filed, takenOut] = [0, 0];
  for (const decided of await listDecided(sql, true)) {
    const isDose = decided.kind !== "dossier";
    if (await (isDose ? takeOutDose(sql, decided) : takeOutMatch(sql, decided, now))) takenOut += 1;
  }
  for (const decided of await listDecided(sql, false)) {
    try {
      const file = decided.kind === "dossier" ? fileMatch : fileDoseMatch;
      if (await file(sql, decided, now)) filed += 1;
    } catch (error) {
      if (!isRefusedByTables(error)) throw error;
      await endMatch(sql, decided.matchId, "refused");
    }
  }
  return { filed, takenOut };
}
