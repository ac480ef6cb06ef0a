import { randomUUID } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import { type CitizenMatch, type ClaimedPerson, Registry } from "#lib/identity/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { hexOf, insertRows } from "#lib/platform/insert-rows.ts";
import { type DoseFiling, type FiledDose, fileDoses, withdrawDoses } from "#lib/vaccination/index.ts";
import type { FileOfDossier } from "./file-claims.ts";
import { isCollision, isRefusedByTables, type Result } from "./file-dossiers.ts";
import { differingDoseFindings, heldDoseFindings } from "./formats/dose-findings.ts";
import { storageFinding } from "./formats/held-findings.ts";
import { type HeldFor, hold } from "./hold-dossier.ts";
import { leaveTraces, type Trace } from "./leave-traces.ts";
import { keyOfPlace } from "./lock-claims.ts";
import { lockDoses, type StandingDose } from "./lock-doses.ts";
import type { Finding } from "./problems.ts";
import { namesIn, type SentDose } from "./read-dose.ts";
import { compareVersions } from "./rules.ts";
import { sentDoses } from "./tables.ts";

/**
 * A dose to be filed, and the file it came in; `decidedFor` is the citizen whom the authority named, or at whose opened book a desk
 * wrote it, `doseId` under which id it goes already.
 */
export type DoseToFile = {
  sent: SentDose;
  file: FileOfDossier;
  decidedFor?: string | undefined;
  doseId?: string | undefined;
};

/** What the book says afterwards, or why the dose stays out of it. */
type Done =
  | { outcome: "accepted" | "replaced" | "unchanged"; findings: Finding[] }
  | { reason: HeldFor; findings: Finding[] };

type Ready = DoseToFile & { dose: FiledDose; person: ClaimedPerson };

const versionOf = ({ madeAt, contentHash }: Pick<SentDose, "madeAt" | "contentHash">) => ({
  ...{ checkIn: false, admitted: false, paidAt: null, contentHash },
  madeOn: madeAt?.toISOString() ?? null,
});

/** What becomes of a dose that changes nothing against what stands; null when it is to be filed. */
function withoutChange(sent: SentDose, standing: StandingDose | undefined): "unchanged" | "older" | null {
  if (!standing) return null;
  if (standing.contentHash.equals(sent.contentHash)) return "unchanged";
  return compareVersions(versionOf(sent), versionOf(standing)) < 0 ? "older" : null;
}

/** The same content, written later: nothing changes but when. */
const noteLater = (tx: TransactionSql, { doseId, citizenId }: StandingDose, madeAt: Date | null) =>
  madeAt === null
    ? []
    : [
        tx`update warehouse.sent_doses set made_at = greatest(made_at, ${madeAt}) where dose_id = ${doseId}`.execute(),
        tx`
          update warehouse.doses set made_at = greatest(made_at, ${madeAt})
          where citizen_id = ${citizenId} and dose_id = ${doseId}`.execute(),
      ];

const REPLACING =
  "on conflict (facility_code, dose_ref) do update set citizen_id = excluded.citizen_id, " +
  "content_hash = excluded.content_hash, made_at = excluded.made_at, format = excluded.format, " +
  "file_id = excluded.file_id, filed_at = now()";

/** What officers decide adds no number to the registry: undoing it could not tell which one to take back. */
const withoutNumbers = (person: ClaimedPerson): ClaimedPerson => ({
  ...person,
  ...{ personalId: null, newborn: null, socialInsuranceNumbers: [] },
});

/** Bỏ các bản giữ lại đã có bản mới: what was held of these doses before, now that a version not older is in the book. */
function dropSuperseded(tx: TransactionSql, filed: readonly SentDose[]): Promise<unknown>[] {
  if (filed.length === 0) return [];
  const asked = filed.map(({ key, contentHash, madeAt }) => ({
    ...key,
    contentHash: contentHash.toString("hex"),
    madeOn: madeAt && dayOf(madeAt),
  }));
  return [
    tx`
      with superseded as (
        update warehouse.quarantine q set released_at = now()
        from json_to_recordset(${JSON.stringify(asked)}::text::json)
          as r("facilityCode" text, "claimRef" text, "contentHash" text, "madeOn" date)
        where q.facility_code = r."facilityCode" and q.claim_ref = r."claimRef" and q.kind <> 'dossier'
          and q.released_at is null and q.content_hash <> decode(r."contentHash", 'hex')
          and coalesce(q.made_on <= r."madeOn", q.made_on is null)
        returning q.facility_code, q.claim_ref, q.content_hash, q.file_id)
      insert into warehouse.filings (facility_code, claim_ref, content_hash, file_id, what)
      select facility_code, claim_ref, content_hash, file_id, 'older' from superseded`.execute(),
  ];
}

/**
 * Files doses of different references, under their locks and in one transaction; null for one that an error holds. The version
 * that stands keeps its id; one that names another citizen leaves the first book and enters the second.
 */
export async function fileDosesInTransaction(
  tx: TransactionSql,
  items: readonly DoseToFile[],
): Promise<(Done | null)[]> {
  const standings = await lockDoses(
    tx,
    items.map(({ sent }) => sent.key),
  );
  const plans = items.map((item) => {
    const standing = standings.get(keyOfPlace(item.sent.key));
    const { dose, person } = item.sent;
    const ready: Ready | null = dose && person ? { ...item, dose, person } : null;
    return { item, ready, standing, without: ready && withoutChange(item.sent, standing) };
  });
  const changing = plans.flatMap(({ ready, without, standing }) =>
    ready && !without ? [{ ready, standing }] : [],
  );
  const registry = await Registry.open(
    tx,
    changing.map(({ ready }) => ready.person),
    changing.flatMap(({ ready, standing }) => [standing?.citizenId ?? [], ready.decidedFor ?? []].flat()),
  );
  const withdrawn: StandingDose[] = [];
  const filed: { filing: DoseFiling; dose: FiledDose; sent: SentDose }[] = [];
  const traces: Trace[] = [];
  const later: Promise<unknown>[] = [];
  const trace = ({ sent, file }: DoseToFile, what: Trace["what"], citizenId: string) =>
    traces.push({ ...sent.key, contentHash: sent.contentHash, fileId: file.fileId, what, citizenId });
  const done = plans.map(({ item, ready, standing, without }): Done | null => {
    if (!ready) return null;
    const { sent, dose, person, file, decidedFor } = ready;
    if (standing && without) {
      if (without === "unchanged") later.push(...noteLater(tx, standing, sent.madeAt));
      trace(item, without, standing.citizenId);
      return { outcome: "unchanged", findings: [] };
    }
    const match: CitizenMatch = decidedFor
      ? { citizenId: decidedFor, differing: [] }
      : registry.match(person);
    const names = namesIn[sent.format];
    if (!("citizenId" in match)) return { reason: match.held, findings: heldDoseFindings(match, names) };
    const { citizenId, differing } = match;
    const doseId = standing?.doseId ?? item.doseId ?? randomUUID();
    if (standing) {
      withdrawn.push(standing);
      registry.forget(standing.citizenId, doseId);
      if (standing.citizenId !== citizenId) trace(item, "left", standing.citizenId);
    }
    registry.tell(citizenId, doseId, decidedFor ? withoutNumbers(person) : person);
    filed.push({ filing: { citizenId, doseId, format: sent.format, ...file }, dose, sent });
    const outcome = standing ? "replaced" : "accepted";
    trace(item, outcome, citizenId);
    return { outcome, findings: differingDoseFindings(differing, names) };
  });
  const rows = filed.map(({ filing: { citizenId, doseId, format, fileId }, dose, sent }) => ({
    ...{ facilityCode: dose.facilityCode, doseRef: dose.doseRef, citizenId, doseId },
    ...{ contentHash: hexOf(sent.contentHash), madeAt: sent.madeAt, format, fileId },
  }));
  // Sent at once, in this order: the connection answers them one after the other.
  await Promise.all([
    ...withdrawDoses(tx, withdrawn),
    ...registry.writePeople(tx),
    ...fileDoses(
      tx,
      filed.map(({ filing, dose }) => ({ filing, dose })),
    ),
    ...registry.writeTellings(tx),
    ...insertRows(tx, sentDoses, rows, REPLACING),
    ...leaveTraces(tx, traces),
    ...dropSuperseded(
      tx,
      filed.map(({ sent }) => sent),
    ),
    ...later,
  ]);
  return done;
}

const holdDose = (tx: TransactionSql, { sent, file }: DoseToFile, reason: HeldFor, findings: Finding[]) =>
  hold(
    tx,
    {
      ...sent.key,
      ...{ kind: `dose-${sent.format}` as const, contentHash: sent.contentHash, fileId: file.fileId, reason },
      ...{ place: sent.place, original: sent.original, encoding: null, person: sent.person },
      madeOn: sent.madeAt && dayOf(sent.madeAt),
    },
    findings,
  );

/**
 * Ghi hoặc giữ lại các mũi tiêm: files or holds doses of different references, in one transaction that also leaves their
 * traces. Where the tables refuse a value, they are halved until its dose is held alone.
 */
export async function fileOrHoldDoses(sql: Sql, items: readonly DoseToFile[], tries = 1): Promise<Result[]> {
  try {
    return await sql.begin(async (tx) => {
      const done = await fileDosesInTransaction(tx, items);
      const results: Result[] = [];
      for (const [i, item] of items.entries()) {
        const one = done[i] ?? { reason: "invalid", findings: [] };
        const findings = [...one.findings, ...item.sent.findings];
        if ("reason" in one) await holdDose(tx, item, one.reason, findings);
        results.push({ outcome: "reason" in one ? "quarantined" : one.outcome, findings });
      }
      return results;
    });
  } catch (error) {
    if (isCollision(error) && tries < 5) return fileOrHoldDoses(sql, items, tries + 1);
    if (!isRefusedByTables(error)) throw error;
    const [only, ...others] = items;
    if (only && others.length === 0) {
      const findings = [storageFinding(error.column_name ?? error.code), ...only.sent.findings];
      await sql.begin((tx) => holdDose(tx, only, "invalid", findings));
      return [{ outcome: "quarantined", findings }];
    }
    const half = Math.ceil(items.length / 2);
    const first = await fileOrHoldDoses(sql, items.slice(0, half));
    return [...first, ...(await fileOrHoldDoses(sql, items.slice(half)))];
  }
}
