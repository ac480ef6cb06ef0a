import type { Sql, TransactionSql } from "postgres";
import { Registry } from "#lib/identity/index.ts";
import { withdrawInsuranceCards } from "#lib/insurance/index.ts";
import { markPrivacy, noteMoves, replaceLines, withdrawEncounters } from "#lib/record/index.ts";
import { fileDossiers } from "./file-dossiers.ts";
import { readKeptDossier } from "./formats/kept.ts";
import { replacedBy } from "./formats/supplement.ts";
import { knownCodes } from "./known-codes.ts";
import { leaveTraces } from "./leave-traces.ts";
import { keyOfPlace, type Place, type Standing } from "./lock-claims.ts";
import { readDossier } from "./read-dossier.ts";
import { findReplaced, listOlder, putBack, type ReplacedVersion } from "./replaced-versions.ts";
import { joined, listSupplements, stillApply } from "./supplements.ts";

/** A match on which two officers agreed, and the dossier or dose it is about. */
export type Decided = Place & {
  matchId: string;
  citizenId: string;
  heldId: string;
  contentHash: Buffer;
  kind: string;
};

/** That dossier, as it is held. */
export type HeldDecided = {
  place: number;
  original: Buffer;
  encoding: string | null;
  madeOn: string | null;
  fileId: string;
  receivedAt: Date;
  released: boolean;
  /** Whether it was filed for somebody once more. */
  decidedAgain: boolean;
};

const told = ({ citizenId, encounterId, told: person }: ReplacedVersion, registry: Registry) => {
  if (!person) return;
  // Its numbers are in the registry since it was filed first.
  registry.tell(citizenId, encounterId, {
    ...person,
    ...{ personalId: null, newborn: null, socialInsuranceNumbers: [] },
  });
};

/** Parts that came for a claim while another version of it stood. */
async function applySupplements(tx: TransactionSql, place: Place, before: ReplacedVersion): Promise<void> {
  if (!before.isCheckIn) {
    const kept = (await listSupplements(tx, [place])).get(keyOfPlace(place)) ?? [];
    const applying = joined(stillApply(kept, before.madeOn));
    if (applying) await replaceLines(tx, before, replacedBy(applying.parts), applying.lines);
  }
  // The list of what is private may have grown since.
  await markPrivacy(tx, [before]);
}

/**
 * Rút quyết định khỏi sổ: takes what a match put there out of the book, with its cards and what it told of the citizen. The
 * dossier is held again, and what stood before it stands again.
 */
export async function takeOutOfBook(
  tx: TransactionSql,
  decided: Decided,
  standing: Standing,
  held: HeldDecided,
): Promise<void> {
  const { facilityCode, claimRef, contentHash, citizenId, heldId } = decided;
  const { encounterId, arrivedAt } = standing;
  const place = { facilityCode, claimRef };
  const { before, undoneToo } = await findReplaced(tx, place, decided.matchId);
  const registry = await Registry.open(tx, [], before ? [citizenId, before.citizenId] : [citizenId]);
  registry.forget(citizenId, encounterId);
  if (before) told(before, registry);
  const waitsForClaim = !before || before.isCheckIn;
  const stays = before?.citizenId === citizenId;
  const to = before && { citizenId: before.citizenId, arrivedAt: before.arrivedAt };
  const left = { ...place, contentHash, citizenId, fileId: held.fileId, what: "left" as const };
  const again = before && {
    ...{ ...place, contentHash: before.contentHash, citizenId: before.citizenId },
    ...{ fileId: before.fileId, what: "replaced" as const },
  };
  await Promise.all([
    ...withdrawEncounters(tx, [standing]),
    ...withdrawInsuranceCards(tx, [standing]),
    tx`delete from warehouse.claims where facility_code = ${facilityCode} and claim_ref = ${claimRef}`.execute(),
    ...registry.writePeople(tx),
    ...(before ? putBack(tx, before) : []),
    ...registry.writeTellings(tx),
    // Back in the quarantine, and with it the parts that were sent for this claim alone.
    tx`
      update warehouse.quarantine set released_at = null
      where held_id in (select json_array_elements_text(${JSON.stringify([heldId, ...undoneToo])}::text::json)::uuid)
        or (facility_code = ${facilityCode} and claim_ref = ${claimRef} and reason = 'awaits-claim' and ${waitsForClaim})`.execute(),
    ...(stays ? [] : noteMoves(tx, [{ encounterId, facilityCode, from: { citizenId, arrivedAt }, to }])),
    ...leaveTraces(tx, again ? [left, again] : [left]),
  ]);
  if (before) await applySupplements(tx, place, before);
}

/**
 * Ghi các bản cũ đến trong lúc đó: older versions that came while a match stood are filed as if they came now, each in a
 * transaction of its own. Twice changes nothing.
 */
export async function fileWhatCameSince(sql: Sql, decided: Decided, now: Date): Promise<void> {
  const { facilityCode } = decided;
  const older = await sql.begin(async (tx) =>
    listOlder(tx, (await findReplaced(tx, decided, decided.matchId)).matchIds),
  );
  for (const { original, encoding, place, madeOn, ...file } of older) {
    const dossier = readDossier(
      { ...readKeptDossier(original, encoding), place },
      { facilityCode, madeOn },
      knownCodes,
      now,
    );
    await fileDossiers(sql, [{ dossier, file }]);
  }
}
