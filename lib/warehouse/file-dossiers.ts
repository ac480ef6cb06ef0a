import postgres, { type Sql, type TransactionSql } from "postgres";
import { type Filed, type FileOfDossier, fileClaims, type NotFiled } from "./file-claims.ts";
import { fileSupplement } from "./file-supplement.ts";
import {
  awaitsClaimFinding,
  differingFindings,
  heldFindings,
  storageFinding,
} from "./formats/held-findings.ts";
import { type HeldFor, heldUnder, holdDossier } from "./hold-dossier.ts";
import { keepPartsAside } from "./keep-parts-aside.ts";
import { leaveTraces, type Trace } from "./leave-traces.ts";
import type { Finding } from "./problems.ts";
import type { Dossier } from "./read-dossier.ts";
import { keepOlder } from "./replaced-versions.ts";

export type Outcome = "accepted" | "replaced" | "unchanged" | "quarantined";
export type Result = { outcome: Outcome; findings: Finding[] };

/** A dossier to be filed, and the file it came in; `decidedFor` is the citizen whom the authority named. */
export type ToFile = { dossier: Dossier; file: FileOfDossier; decidedFor?: string | undefined };

/** What the book says afterwards, or why the dossier stays out of it. */
export type Done =
  | { outcome: Exclude<Outcome, "quarantined">; findings: Finding[] }
  | { reason: HeldFor; findings: Finding[] };

const stands = (filed: Filed) => filed.what === "accepted" || filed.what === "replaced";

/** Bỏ các bản giữ lại đã có bản mới: what was held of these claims before, now that a later version is in the book. */
function dropSuperseded(tx: TransactionSql, dossiers: readonly Dossier[]): Promise<unknown>[] {
  if (dossiers.length === 0) return [];
  const asked = dossiers.map((dossier) => ({
    ...heldUnder(dossier),
    contentHash: dossier.contentHash.toString("hex"),
    madeOn: dossier.madeOn,
  }));
  return [
    tx`
      with superseded as (
        update warehouse.quarantine q set released_at = now()
        from json_to_recordset(${JSON.stringify(asked)}::text::json)
          as r("facilityCode" text, "claimRef" text, "contentHash" text, "madeOn" date)
        where q.facility_code = r."facilityCode" and q.claim_ref = r."claimRef" and q.released_at is null
          and q.kind = 'dossier' and q.content_hash <> decode(r."contentHash", 'hex') and q.reason <> 'awaits-claim'
          and (q.made_on < r."madeOn"
            or (q.reason = 'invalid' and coalesce(q.made_on <= r."madeOn", q.made_on is null)))
        returning q.facility_code, q.claim_ref, q.content_hash, q.file_id)
      insert into warehouse.filings (facility_code, claim_ref, content_hash, file_id, what)
      select facility_code, claim_ref, content_hash, file_id, 'older' from superseded`.execute(),
  ];
}

function doneWith(filed: Filed | NotFiled, { generation }: Dossier): Done {
  const isCheckIn = generation === "checkin";
  if ("match" in filed) return { reason: filed.match.held, findings: heldFindings(filed.match, isCheckIn) };
  const findings = differingFindings(filed.differing, isCheckIn);
  return { outcome: filed.what === "older" ? "unchanged" : filed.what, findings };
}

/** The trace of a claim in the book it is in, and in the book it left. */
function tracesOf({ what, citizenId, left }: Filed, dossier: Dossier, fileId: string): Trace[] {
  const { facilityCode, claimRef, contentHash } = dossier;
  const trace = { facilityCode, claimRef, contentHash, fileId };
  const own: Trace = { ...trace, what, citizenId };
  return left ? [{ ...trace, what: "left", citizenId: left }, own] : [own];
}

async function supplementInTransaction(
  tx: TransactionSql,
  dossier: Dossier,
  file: FileOfDossier,
): Promise<Done | null> {
  const { supplement } = dossier;
  if (!supplement) return null;
  const place = heldUnder(dossier);
  const filed = await fileSupplement(tx, dossier, supplement, place, file);
  if ("held" in filed) {
    const findings =
      filed.held === "awaits-claim" ? [awaitsClaimFinding(supplement.parts)] : heldFindings(filed, false);
    return { reason: filed.held, findings };
  }
  await Promise.all(
    leaveTraces(tx, [{ ...place, contentHash: dossier.contentHash, fileId: file.fileId, ...filed }]),
  );
  return { outcome: filed.what === "older" ? "unchanged" : filed.what, findings: [] };
}

/**
 * What the books and the traces say afterwards, for dossiers of different claims; null for one that an error holds.
 * Used for new and for held dossiers.
 */
export async function fileInTransaction(
  tx: TransactionSql,
  items: readonly ToFile[],
): Promise<(Done | null)[]> {
  const ready = items.flatMap(({ dossier, file, decidedFor }) =>
    dossier.claim ? [{ dossier, claim: dossier.claim, file, decidedFor }] : [],
  );
  const filed = ready.length > 0 ? await fileClaims(tx, ready) : [];
  const known = new Map(ready.map(({ dossier }, i) => [dossier, filed[i]]));
  const traces = ready.flatMap(({ dossier, file }, i) => {
    const one = filed[i];
    return one && !("match" in one) ? tracesOf(one, dossier, file.fileId) : [];
  });
  const standing = ready.filter((_, i) => {
    const one = filed[i];
    return one && !("match" in one) && stands(one);
  });
  const older = ready.filter((_, i) => {
    const one = filed[i];
    return one && "what" in one && one.what === "older";
  });
  await keepOlder(tx, older);
  await Promise.all([
    ...leaveTraces(tx, traces),
    ...dropSuperseded(
      tx,
      standing.map(({ dossier }) => dossier),
    ),
  ]);
  const done: (Done | null)[] = [];
  for (const { dossier, file } of items) {
    const one = known.get(dossier);
    done.push(one ? doneWith(one, dossier) : await supplementInTransaction(tx, dossier, file));
  }
  return done;
}

async function fileOrHold(tx: TransactionSql, items: readonly ToFile[]): Promise<Result[]> {
  const done = await fileInTransaction(tx, items);
  const results: Result[] = [];
  const filed: ToFile[] = [];
  for (const [i, item] of items.entries()) {
    const { dossier, file } = item;
    const one = done[i] ?? { reason: "invalid", findings: [] };
    const findings = [...one.findings, ...dossier.findings];
    if ("reason" in one) await holdDossier(tx, dossier, file.fileId, one.reason, findings);
    else filed.push(item);
    results.push({ outcome: "reason" in one ? "quarantined" : one.outcome, findings });
  }
  await Promise.all(keepPartsAside(tx, filed));
  return results;
}

/** A value that the tables refuse (class 22 data exception, 23 constraint, 54 too large), not a fault of the connection. */
export const isRefusedByTables = (error: unknown): error is postgres.PostgresError =>
  error instanceof postgres.PostgresError && /^(2[23]|54)/.test(error.code);

/** Two senders met in a way that Postgres solved by ending one transaction. */
export const isCollision = (error: unknown) =>
  error instanceof postgres.PostgresError && (error.code === "40P01" || error.code === "40001");

const MOST_TRIES = 5;

/**
 * Ghi hoặc giữ lại các hồ sơ: files or holds dossiers of different claims, in one transaction that also leaves their
 * traces. Where the tables refuse a value, the dossiers are halved until the one that brought it is held alone.
 */
export async function fileDossiers(sql: Sql, items: readonly ToFile[], tries = 1): Promise<Result[]> {
  try {
    return await sql.begin((tx) => fileOrHold(tx, items));
  } catch (error) {
    if (isCollision(error) && tries < MOST_TRIES) return fileDossiers(sql, items, tries + 1);
    if (!isRefusedByTables(error)) throw error;
    const [only, ...others] = items;
    if (only && others.length === 0) {
      const { dossier, file } = only;
      const findings = [storageFinding(error.column_name ?? error.code), ...dossier.findings];
      await sql.begin((tx) => holdDossier(tx, dossier, file.fileId, "invalid", findings));
      return [{ outcome: "quarantined", findings }];
    }
    const half = Math.ceil(items.length / 2);
    const first = await fileDossiers(sql, items.slice(0, half));
    return [...first, ...(await fileDossiers(sql, items.slice(half)))];
  }
}
