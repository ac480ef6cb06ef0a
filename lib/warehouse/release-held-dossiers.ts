import type { Sql } from "postgres";
import { differences } from "#lib/identity/index.ts";
import { fileInTransaction } from "./file-dossiers.ts";
import { readKeptDossier } from "./formats/kept.ts";
import { knownCodes } from "./known-codes.ts";
import { leaveTraces } from "./leave-traces.ts";
import { lockClaims } from "./lock-claims.ts";
import { readDossier } from "./read-dossier.ts";
import { releaseHeldDose } from "./release-held-dose.ts";

/** What is held, and whether it is a dose. */
export type HeldKey = { facilityCode: string; claimRef: string; contentHash: Buffer; kind: string };

type Opened = {
  place: number;
  original: Buffer;
  encoding: string | null;
  madeOn: string | null;
  fileId: string;
  receivedAt: Date;
};

type Candidate = HeldKey & {
  reason: string;
  name: string;
  birthDate: string;
  knownName: string;
  knownBirthDate: string;
};

/** Held dossiers whose person the registry may know by now: the same number or card, and not a wholly other person. */
async function listCandidates(sql: Sql): Promise<HeldKey[]> {
  const rows = await sql<Candidate[]>`
    select q.facility_code as "facilityCode", q.claim_ref as "claimRef", q.content_hash as "contentHash", q.kind, q.reason,
      q.name, q.birth_date as "birthDate", c.name as "knownName", c.birth_date as "knownBirthDate"
    from warehouse.quarantine q
    join warehouse.identifiers i
      on (i.kind = 'personal-id' and i.value = q.personal_id)
      or (i.kind = 'social-insurance' and q.personal_id is null and i.value = any (q.social_insurance_numbers))
    join warehouse.citizens c on c.citizen_id = i.citizen_id
    where q.released_at is null and q.set_aside_at is null and q.reason in ('needs-matching', 'identity-mismatch')
    order by q.made_on nulls first, q.held_at`;
  const likely = rows.filter((row) => {
    const differ = differences(row, { name: row.knownName, birthDate: row.knownBirthDate });
    return differ.length < (row.reason === "needs-matching" ? 1 : 2);
  });
  const keys = likely.map(
    (row) => `${row.facilityCode}\n${row.claimRef}\n${row.contentHash.toString("hex")}`,
  );
  return likely.filter((_, i) => keys.indexOf(keys[i] ?? "") === i);
}

async function releaseDossier(sql: Sql, held: HeldKey, now: Date): Promise<boolean> {
  return sql.begin(async (tx) => {
    // The lock of the claim first, as whoever files it takes it.
    await lockClaims(tx, [held]);
    const [row] = await tx<Opened[]>`
      select q.place, q.original, q.encoding, q.made_on::text as "madeOn", q.file_id as "fileId", f.received_at as "receivedAt"
      from warehouse.quarantine q join warehouse.received_files f using (file_id)
      where q.facility_code = ${held.facilityCode} and q.claim_ref = ${held.claimRef}
        and q.content_hash = ${held.contentHash} and q.released_at is null and q.set_aside_at is null
      for update of q`;
    if (!row) return false;
    const raw = { ...readKeptDossier(row.original, row.encoding), place: row.place };
    const envelope = { facilityCode: held.facilityCode, madeOn: row.madeOn };
    const dossier = readDossier(raw, envelope, knownCodes, now);
    const [done] = await fileInTransaction(tx, [{ dossier, file: row }]);
    if (!done || "reason" in done) return false;
    await tx`
      update warehouse.quarantine set released_at = now()
      where facility_code = ${held.facilityCode} and claim_ref = ${held.claimRef} and content_hash = ${held.contentHash}`;
    const { facilityCode, claimRef, contentHash } = held;
    const trace = { facilityCode, claimRef, contentHash, citizenId: null, fileId: row.fileId };
    await Promise.all(leaveTraces(tx, [{ ...trace, what: "released" }]));
    return true;
  });
}

/** Thả hồ sơ đang giữ: files every held dossier and dose whose citizen has become known. Answers how many left quarantine. */
export async function releaseHeldDossiers(sql: Sql, now: Date): Promise<number> {
  let released = 0;
  for (const held of await listCandidates(sql)) {
    const release = held.kind === "dossier" ? releaseDossier : releaseHeldDose;
    if (await release(sql, held, now)) released += 1;
  }
  return released;
}
