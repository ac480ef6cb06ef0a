import { randomUUID } from "node:crypto";
import type { TransactionSql } from "postgres";
import { type CitizenMatch, type ClaimedPerson, Registry } from "#lib/identity/index.ts";
import { fileInsuranceCards, withdrawInsuranceCards } from "#lib/insurance/index.ts";
import { hexOf, insertRows } from "#lib/platform/insert-rows.ts";
import {
  type EncounterFiling,
  fileEncounters,
  type Move,
  noteMoves,
  type OfEncounter,
  type WrittenEncounter,
  withdrawEncounters,
  writeEncounter,
} from "#lib/record/index.ts";
import type { Claim } from "./formats/claim.ts";
import { withSupplement } from "./formats/supplement.ts";
import { keyOfPlace, lockClaims, type Place, type Standing } from "./lock-claims.ts";
import type { Dossier } from "./read-dossier.ts";
import { compareVersions, laterDay } from "./rules.ts";
import {
  joined,
  type KeptSupplement,
  listSupplements,
  releaseSupplements,
  stillApply,
} from "./supplements.ts";
import { claims } from "./tables.ts";

/** The file a dossier came in. */
export type FileOfDossier = { fileId: string; receivedAt: Date };

/** A dossier whose claim may be filed; `decidedFor` is the citizen whom the authority named. */
export type ReadyClaim = {
  dossier: Dossier;
  claim: Claim;
  file: FileOfDossier;
  decidedFor?: string | undefined;
};

export type Filed = {
  what: "accepted" | "replaced" | "unchanged" | "older";
  citizenId: string;
  /** Where the claim contradicts what the registry says of its citizen. */
  differing: ("name" | "birthDate")[];
  /** The citizen whose book the visit left, because this version names another. */
  left?: string | undefined;
};
export type NotFiled = { match: Exclude<CitizenMatch, { citizenId: string }> };

const placeOf = ({ claim: { encounter } }: ReadyClaim): Place => ({
  facilityCode: encounter.facilityCode,
  claimRef: encounter.encounterRef,
});

/** What becomes of a claim that changes nothing against what stands; null when it is to be filed. */
function withoutChange(
  { dossier, claim }: ReadyClaim,
  standing: Standing | undefined,
  supplements: readonly KeptSupplement[],
): "unchanged" | "older" | null {
  if (!standing) return null;
  const { contentHash, madeOn } = dossier;
  if (standing.contentHash.equals(contentHash)) {
    const latest = laterDay(standing.madeOn, madeOn);
    const outdated = stillApply(supplements, standing.madeOn).length > stillApply(supplements, latest).length;
    if (!outdated) return "unchanged";
  }
  const { admittedAt, paidAt } = claim.encounter;
  const checkIn = dossier.generation === "checkin";
  const version = { checkIn, admitted: admittedAt !== null, madeOn, paidAt, contentHash };
  return compareVersions(version, { ...standing, checkIn: standing.format === "checkin" }) < 0
    ? "older"
    : null;
}

/** The same content under a later NGAYLAP: nothing changes but the day it is from. */
function noteLaterDay(tx: TransactionSql, standing: Standing, madeOn: string | null): Promise<unknown>[] {
  const latest = laterDay(standing.madeOn, madeOn);
  if (latest === standing.madeOn) return [];
  const { citizenId, encounterId } = standing;
  return [
    tx`update warehouse.claims set made_on = ${latest} where encounter_id = ${encounterId}`.execute(),
    tx`
      update warehouse.encounters set made_on = ${latest}
      where citizen_id = ${citizenId} and encounter_id = ${encounterId}`.execute(),
  ];
}

/** What officers decide adds no number to the registry: undoing it could not tell which one to take back. */
const withoutNumbers = (person: ClaimedPerson): ClaimedPerson => ({
  ...person,
  personalId: null,
  newborn: null,
  socialInsuranceNumbers: [],
});

const REPLACING =
  "on conflict (facility_code, claim_ref) do update set citizen_id = excluded.citizen_id, " +
  "content_hash = excluded.content_hash, made_on = excluded.made_on, paid_at = excluded.paid_at, " +
  "format = excluded.format, file_id = excluded.file_id, filed_at = now()";

/**
 * Ghi các hồ sơ vào kho: files claims, each of another place, under their locks and in one transaction. The version
 * that stands keeps its encounter id; a version that names another citizen leaves the first book and enters the second.
 */
export async function fileClaims(
  tx: TransactionSql,
  ready: readonly ReadyClaim[],
): Promise<(Filed | NotFiled)[]> {
  const places = ready.map(placeOf);
  const standings = await lockClaims(tx, places);
  const kept = await listSupplements(tx, places);
  const plans = ready.map((one, i) => {
    const key = keyOfPlace(places[i] ?? placeOf(one));
    const [standing, supplements] = [standings.get(key), kept.get(key) ?? []];
    return { one, standing, supplements, without: withoutChange(one, standing, supplements) };
  });
  const changing = plans.filter(({ without }) => without === null);
  const registry = await Registry.open(
    tx,
    changing.map(({ one }) => one.claim.person),
    changing.flatMap(({ standing, one }) => [standing?.citizenId ?? [], one.decidedFor ?? []].flat()),
  );
  const withdrawn: OfEncounter[] = [];
  const encounters: { filing: EncounterFiling; claim: Claim; written: WrittenEncounter }[] = [];
  const moved: Move[] = [];
  const later: (() => Promise<unknown>[])[] = [];
  const outcomes = plans.map(({ one, standing, supplements, without }): Filed | NotFiled => {
    const { dossier, claim, decidedFor } = one;
    const { fileId, receivedAt } = one.file;
    const { madeOn } = dossier;
    if (standing && without) {
      if (without === "unchanged") later.push(() => noteLaterDay(tx, standing, madeOn));
      return { what: without, citizenId: standing.citizenId, differing: [] };
    }
    const match = decidedFor ? { citizenId: decidedFor, differing: [] } : registry.match(claim.person);
    if (!("citizenId" in match)) return { match };
    const { citizenId, differing } = match;
    const encounterId = standing?.encounterId ?? randomUUID();
    if (standing) {
      withdrawn.push(standing);
      registry.forget(standing.citizenId, encounterId);
    }
    registry.tell(citizenId, encounterId, decidedFor ? withoutNumbers(claim.person) : claim.person);
    const supplement = dossier.generation === "checkin" ? null : joined(stillApply(supplements, madeOn));
    const lines = supplement && withSupplement(claim, supplement);
    const written = lines ? writeEncounter({ ...claim, ...lines }) : (claim.written ?? writeEncounter(claim));
    encounters.push({ filing: { citizenId, encounterId, fileId, madeOn, receivedAt }, claim, written });
    if (dossier.generation !== "checkin" && supplements.length > 0) {
      later.push(() => releaseSupplements(tx, placeOf(one), citizenId, supplements, madeOn));
    }
    const what = standing ? "replaced" : "accepted";
    if (!standing || standing.citizenId === citizenId) return { what, citizenId, differing };
    const { facilityCode, arrivedAt } = claim.encounter;
    moved.push({ encounterId, facilityCode, from: standing, to: { citizenId, arrivedAt } });
    return { what, citizenId, differing, left: standing.citizenId };
  });
  // Neighbours in the indexes one after the other.
  encounters.sort((a, b) => (a.filing.citizenId < b.filing.citizenId ? -1 : 1));
  const hashes = new Map(
    ready.map((one, i) => [keyOfPlace(places[i] ?? placeOf(one)), one.dossier.contentHash]),
  );
  const rows = encounters.map(({ filing, claim: { encounter } }) => {
    const { citizenId, encounterId, fileId, madeOn } = filing;
    const { facilityCode, encounterRef: claimRef, paidAt, format } = encounter;
    const contentHash = hexOf(hashes.get(keyOfPlace({ facilityCode, claimRef })) ?? Buffer.alloc(0));
    return { facilityCode, claimRef, citizenId, encounterId, contentHash, madeOn, paidAt, format, fileId };
  });
  const cards = encounters.map(({ filing: { citizenId, encounterId, receivedAt }, claim }) => {
    const { facilityCode, arrivedAt: shownAt } = claim.encounter;
    return { showing: { citizenId, encounterId, facilityCode, shownAt, receivedAt }, cards: claim.cards };
  });
  // Sent at once, in this order: the connection answers them one after the other.
  await Promise.all([
    ...withdrawEncounters(tx, withdrawn),
    ...withdrawInsuranceCards(tx, withdrawn),
    ...registry.writePeople(tx),
    ...fileEncounters(tx, encounters),
    ...fileInsuranceCards(tx, cards),
    ...registry.writeTellings(tx),
    ...insertRows(tx, claims, rows, REPLACING),
    ...noteMoves(tx, moved),
    ...later.flatMap((work) => work()),
  ]);
  return outcomes;
}
