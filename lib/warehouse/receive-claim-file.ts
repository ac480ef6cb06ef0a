import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import { columns } from "#lib/platform/columns.ts";
import type { FileOfDossier } from "./file-claim.ts";
import { fileDossier, type Outcome } from "./file-dossier.ts";
import { checkEnvelope, madeOnFrom } from "./formats/check-envelope.ts";
import { type ClaimFile, readClaimFile } from "./formats/envelope.ts";
import type { Generation } from "./formats/generation.ts";
import { Unreadable } from "./formats/unreadable.ts";
import { knownCodes } from "./known-codes.ts";
import type { Finding, Problem } from "./problems.ts";
import { readDossier } from "./read-dossier.ts";

/** What became of one file, in the shape that `ingest --json` prints. */
export type FileReport = {
  file: string;
  format: Generation | "mixed" | null;
  dossiers: number;
  accepted: number;
  replaced: number;
  unchanged: number;
  quarantined: number;
  problems: Problem[];
  ms: number;
};

const of = (dossier: string | null, findings: Finding[]): Problem[] =>
  findings.map(({ level, part, field, code, message }) => ({ level, dossier, part, field, code, message }));

async function registerFile(
  sql: Sql,
  name: string,
  bytes: Uint8Array,
  file: ClaimFile,
): Promise<FileOfDossier> {
  const sha256 = createHash("sha256").update(bytes).digest();
  const row = columns({ sha256, name, bytes: bytes.length, facilityCode: file.facilityCode });
  const [kept] = await sql<FileOfDossier[]>`
    insert into warehouse.received_files ${sql(row)}
    on conflict (sha256) do update set name = received_files.name
    returning file_id as "fileId", received_at as "receivedAt"`;
  if (!kept) throw new Error("the file was not registered");
  return kept;
}

function openFile(bytes: Uint8Array): ClaimFile | Unreadable {
  try {
    return readClaimFile(bytes);
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

/**
 * Nhận một tệp hồ sơ: reads a claim file and files each dossier in a transaction of its own. Sending it again, or again
 * after a stop half-way, ends in the same warehouse.
 */
export async function receiveClaimFile(
  sql: Sql,
  file: { name: string; bytes: Uint8Array },
  clock: () => Date = () => new Date(),
): Promise<FileReport> {
  const began = performance.now();
  const counts: Record<Outcome, number> = { accepted: 0, replaced: 0, unchanged: 0, quarantined: 0 };
  const report = (format: FileReport["format"], dossiers: number, problems: Problem[]): FileReport => {
    return {
      file: file.name,
      format,
      dossiers,
      ...counts,
      problems,
      ms: Math.round(performance.now() - began),
    };
  };
  const opened = openFile(file.bytes);
  if (opened instanceof Unreadable) {
    const finding: Finding = {
      level: "error",
      part: null,
      field: null,
      code: "unreadable",
      message: opened.message,
    };
    return report(null, 0, of(null, [finding]));
  }
  const kept = await registerFile(sql, file.name, file.bytes, opened);
  const envelope = { facilityCode: opened.facilityCode, madeOn: madeOnFrom(opened.madeOn, clock()) };
  const generations = new Set<Generation>();
  const problems = of(null, checkEnvelope(opened, clock()));
  let facilityCode = opened.facilityCode;
  for (const raw of opened.dossiers) {
    const dossier = readDossier(raw, envelope, knownCodes, clock());
    if (dossier.generation) generations.add(dossier.generation);
    facilityCode ??= dossier.facilityCode;
    const { outcome, findings } = await fileDossier(sql, dossier, kept);
    counts[outcome] += 1;
    problems.push(...of(dossier.claimRef ?? `#${dossier.place}`, findings));
  }
  const [first] = generations;
  const format = generations.size > 1 ? "mixed" : (first ?? null);
  await sql`
    update warehouse.received_files set filed_at = now(), format = ${format}, facility_code = ${facilityCode}
    where file_id = ${kept.fileId}`;
  return report(format, opened.dossiers.length, problems);
}
