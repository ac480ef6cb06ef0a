import postgres, { type Sql, type TransactionSql } from "postgres";
import { type FileOfDossier, fileClaim } from "./file-claim.ts";
import { fileSupplement } from "./file-supplement.ts";
import {
  awaitsClaimFinding,
  differingFindings,
  heldFindings,
  storageFinding,
} from "./formats/held-findings.ts";
import type { Supplement } from "./formats/supplement.ts";
import { type HeldFor, heldUnder, holdDossier } from "./hold-dossier.ts";
import { leaveTrace } from "./leave-trace.ts";
import type { Finding } from "./problems.ts";
import type { Dossier } from "./read-dossier.ts";

export type Outcome = "accepted" | "replaced" | "unchanged" | "quarantined";
export type Result = { outcome: Outcome; findings: Finding[] };

/** Bỏ các bản giữ lại đã có bản mới: what was held of this claim before, now that a later version is in the book. */
async function dropSuperseded(tx: TransactionSql, dossier: Dossier): Promise<void> {
  const { facilityCode, claimRef } = heldUnder(dossier);
  await tx`
    with superseded as (
      update warehouse.quarantine set released_at = now()
      where facility_code = ${facilityCode} and claim_ref = ${claimRef} and released_at is null
        and content_hash <> ${dossier.contentHash} and reason <> 'awaits-claim'
        and (made_on < ${dossier.madeOn} or (reason = 'invalid' and coalesce(made_on <= ${dossier.madeOn}, made_on is null)))
      returning facility_code, claim_ref, content_hash, file_id)
    insert into warehouse.filings (facility_code, claim_ref, content_hash, file_id, what)
    select facility_code, claim_ref, content_hash, file_id, 'older' from superseded`;
}

async function supplementInTransaction(
  tx: TransactionSql,
  dossier: Dossier,
  supplement: Supplement,
  file: FileOfDossier,
): Promise<
  | { outcome: "replaced" | "unchanged"; findings: Finding[] }
  | { reason: "awaits-claim" | "identity-mismatch"; findings: Finding[] }
> {
  const place = heldUnder(dossier);
  const filed = await fileSupplement(tx, dossier, supplement, place, file);
  if ("held" in filed) {
    const findings =
      filed.held === "awaits-claim" ? [awaitsClaimFinding(supplement.parts)] : heldFindings(filed, false);
    return { reason: filed.held, findings };
  }
  await leaveTrace(tx, { ...place, contentHash: dossier.contentHash, fileId: file.fileId, ...filed });
  return { outcome: filed.what === "older" ? "unchanged" : filed.what, findings: [] };
}

/** What the book and the trace say afterwards; null when the dossier stays held. Used for new and for held dossiers. */
export async function fileInTransaction(
  tx: TransactionSql,
  dossier: Dossier,
  file: FileOfDossier,
): Promise<
  | { outcome: Exclude<Outcome, "quarantined">; findings: Finding[] }
  | { reason: Exclude<HeldFor, "invalid">; findings: Finding[] }
  | null
> {
  if (dossier.supplement) return supplementInTransaction(tx, dossier, dossier.supplement, file);
  if (!dossier.claim) return null;
  const filed = await fileClaim(tx, dossier, dossier.claim, file);
  if ("match" in filed) {
    return {
      reason: filed.match.held,
      findings: heldFindings(filed.match, dossier.generation === "checkin"),
    };
  }
  const { facilityCode, claimRef, contentHash } = dossier;
  const { what, citizenId, differing = [] } = filed;
  const stands = what === "accepted" || what === "replaced";
  await Promise.all([
    leaveTrace(tx, { facilityCode, claimRef, contentHash, fileId: file.fileId, what, citizenId }),
    stands ? dropSuperseded(tx, dossier) : null,
  ]);
  const findings = differingFindings(differing, dossier.generation === "checkin");
  return { outcome: what === "older" ? "unchanged" : what, findings };
}

/** A value that the tables refuse (class 22 data exception, 23 constraint, 54 too large), not a fault of the connection. */
const isRefusedByTables = (error: unknown): error is postgres.PostgresError =>
  error instanceof postgres.PostgresError && /^(2[23]|54)/.test(error.code);

/** Xử lý một hồ sơ: files a dossier or holds it, in one transaction that also leaves the trace. */
export async function fileDossier(sql: Sql, dossier: Dossier, file: FileOfDossier): Promise<Result> {
  const hold = async (tx: TransactionSql, reason: HeldFor, more: Finding[]): Promise<Result> => {
    const findings = [...more, ...dossier.findings];
    await holdDossier(tx, dossier, file.fileId, reason, findings);
    return { outcome: "quarantined", findings };
  };
  try {
    return await sql.begin(async (tx): Promise<Result> => {
      const done = await fileInTransaction(tx, dossier, file);
      if (!done) return hold(tx, "invalid", []);
      if ("reason" in done) return hold(tx, done.reason, done.findings);
      return { outcome: done.outcome, findings: [...done.findings, ...dossier.findings] };
    });
  } catch (error) {
    if (!isRefusedByTables(error)) throw error;
    return await sql.begin((tx) => hold(tx, "invalid", [storageFinding(error.column_name ?? error.code)]));
  }
}
