import { randomUUID } from "node:crypto";
import type { TransactionSql } from "postgres";
import { type CitizenMatch, matchCitizen } from "#lib/identity/index.ts";
import { fileInsuranceCards, withdrawInsuranceCards } from "#lib/insurance/index.ts";
import { columns } from "#lib/platform/columns.ts";
import { fileEncounter, withdrawEncounter } from "#lib/record/index.ts";
import type { Claim } from "./formats/claim.ts";
import { withSupplement } from "./formats/supplement.ts";
import type { Dossier } from "./read-dossier.ts";
import { compareVersions, laterDay, type Version } from "./rules.ts";
import { joined, listSupplements, releaseSupplements, stillApply } from "./supplements.ts";

/** The file a dossier came in. */
export type FileOfDossier = { fileId: string; receivedAt: Date };

export type Filed = {
  what: "accepted" | "replaced" | "unchanged" | "older";
  citizenId: string;
  /** Where the claim contradicts what the registry says of its citizen. */
  differing?: ("name" | "birthDate")[];
};
export type NotFiled = { match: Exclude<CitizenMatch, { citizenId: string }> };

type Standing = {
  citizenId: string;
  encounterId: string;
  contentHash: Buffer;
  madeOn: string | null;
  paidAt: Date | null;
  format: string;
  admitted: boolean;
};

/** Locks the one place of a claim until the transaction ends, and reads which version stands there. */
export async function lockClaim(
  tx: TransactionSql,
  facilityCode: string,
  claimRef: string,
): Promise<Standing | undefined> {
  // Two statements in one trip: the second sees what was committed before the lock was given.
  const [, [row]] = await Promise.all([
    tx`select pg_advisory_xact_lock(hashtextextended(${`claim ${facilityCode} ${claimRef}`}, 0))`,
    tx<Standing[]>`
    select c.citizen_id as "citizenId", c.encounter_id as "encounterId", c.content_hash as "contentHash",
      c.made_on::text as "madeOn", c.paid_at as "paidAt", c.format, e.admitted_at is not null as admitted
    from warehouse.claims c
    left join warehouse.encounters e on e.citizen_id = c.citizen_id and e.encounter_id = c.encounter_id
    where c.facility_code = ${facilityCode} and c.claim_ref = ${claimRef}`,
  ]);
  return row;
}

function versionOf(dossier: Dossier, claim: Claim): Version {
  return {
    checkIn: dossier.generation === "checkin",
    admitted: claim.encounter.admittedAt !== null,
    madeOn: dossier.madeOn,
    paidAt: claim.encounter.paidAt,
    contentHash: dossier.contentHash,
  };
}

/** The same content under a later NGAYLAP: nothing changes but the day it is from. */
async function noteLaterDay(tx: TransactionSql, standing: Standing, latest: string | null): Promise<void> {
  if (latest === standing.madeOn) return;
  const { citizenId, encounterId } = standing;
  await tx`update warehouse.claims set made_on = ${latest} where encounter_id = ${encounterId}`;
  await tx`
    update warehouse.encounters set made_on = ${latest}
    where citizen_id = ${citizenId} and encounter_id = ${encounterId}`;
}

/**
 * Ghi một hồ sơ vào kho: files one claim under its lock. The version that stands keeps its encounter id; a version that
 * names another citizen leaves the first book and enters the second.
 */
export async function fileClaim(
  tx: TransactionSql,
  dossier: Dossier,
  claim: Claim,
  file: FileOfDossier,
): Promise<Filed | NotFiled> {
  const { facilityCode, encounterRef: claimRef } = claim.encounter;
  const { contentHash, madeOn } = dossier;
  const standing = await lockClaim(tx, facilityCode, claimRef);
  const supplements = await listSupplements(tx, { facilityCode, claimRef });
  if (standing?.contentHash.equals(contentHash)) {
    const latest = laterDay(standing.madeOn, madeOn);
    const outdated = stillApply(supplements, standing.madeOn).length > stillApply(supplements, latest).length;
    if (!outdated) {
      await noteLaterDay(tx, standing, latest);
      return { what: "unchanged", citizenId: standing.citizenId };
    }
  }
  const version = versionOf(dossier, claim);
  if (standing && compareVersions(version, { ...standing, checkIn: standing.format === "checkin" }) < 0) {
    return { what: "older", citizenId: standing.citizenId };
  }
  const match = await matchCitizen(tx, claim.person);
  if (!("citizenId" in match)) return { match };
  const { citizenId, differing } = match;
  const encounterId = standing?.encounterId ?? randomUUID();
  if (standing) {
    await withdrawEncounter(tx, standing.citizenId, encounterId);
    await withdrawInsuranceCards(tx, standing.citizenId, encounterId);
  }
  const { fileId, receivedAt } = file;
  const place = { facilityCode, claimRef };
  const isCheckIn = dossier.generation === "checkin";
  const supplement = isCheckIn ? null : joined(stillApply(supplements, madeOn));
  const lines = supplement ? withSupplement(claim, supplement) : {};
  const showing = { citizenId, encounterId, facilityCode, shownAt: claim.encounter.arrivedAt, receivedAt };
  const { paidAt, format } = claim.encounter;
  const row = columns({
    facilityCode,
    claimRef,
    citizenId,
    encounterId,
    contentHash,
    madeOn,
    paidAt,
    format,
    fileId,
  });
  await Promise.all([
    fileEncounter(tx, { citizenId, encounterId, fileId, madeOn, receivedAt }, { ...claim, ...lines }),
    fileInsuranceCards(tx, showing, claim.cards),
    tx`
      insert into warehouse.claims ${tx(row)}
      on conflict (facility_code, claim_ref) do update set citizen_id = excluded.citizen_id,
        content_hash = excluded.content_hash, made_on = excluded.made_on, paid_at = excluded.paid_at,
        format = excluded.format, file_id = excluded.file_id, filed_at = now()`,
    isCheckIn ? null : releaseSupplements(tx, place, citizenId, supplements, madeOn),
  ]);
  return { what: standing ? "replaced" : "accepted", citizenId, differing };
}
