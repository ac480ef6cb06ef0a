import type { Sql } from "postgres";
import { columns } from "#lib/platform/columns.ts";
import { type ClaimSource, fingerprintOfFile, sourceOf } from "./claim-source.ts";
import { closeFile } from "./close-file.ts";
import { dossiersOf } from "./dossiers-of-file.ts";
import type { FileOfDossier } from "./file-claim.ts";
import { fileDossier, type Outcome } from "./file-dossier.ts";
import { checkEnvelope, madeOnFrom } from "./formats/check-envelope.ts";
import type { FileHeader } from "./formats/envelope.ts";
import type { Generation } from "./formats/generation.ts";
import { Unreadable } from "./formats/unreadable.ts";
import { knownCodes } from "./known-codes.ts";
import type { Finding, Problem } from "./problems.ts";
import { QualityOfFile } from "./quality-of-file.ts";
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

/** A report is one line: what exceeds it is counted, and every held dossier keeps its own findings in quarantine. */
const MOST_PROBLEMS = 20_000;

const of = (dossier: string | null, findings: Finding[]): Problem[] =>
  findings.map(({ level, part, field, code, message }) => ({ level, dossier, part, field, code, message }));

/** The report of a file of which nothing could be read. */
export function unreadableReport(file: string, error: Unreadable, ms = 0): FileReport {
  const none = { dossiers: 0, accepted: 0, replaced: 0, unchanged: 0, quarantined: 0 };
  return { file, format: null, ...none, problems: of(null, [brokenFinding(error)]), ms };
}

function brokenFinding(error: Unreadable, filed = 0): Finding {
  const before = filed > 0 ? ` ${filed} hồ sơ ở trước chỗ hỏng vẫn được nhập.` : "";
  return {
    level: "error",
    part: null,
    field: null,
    code: "unreadable",
    message: `${error.message}${before}`,
  };
}

/** `again`: it was registered before, but a stop kept it from being filed to its end. */
type RegisteredFile = FileOfDossier & { again: boolean };

async function registerFile(
  sql: Sql,
  name: string,
  known: { sha256: Buffer; bytes: number },
  facilityCode: string | null,
): Promise<RegisteredFile> {
  const [kept] = await sql<RegisteredFile[]>`
    insert into warehouse.received_files ${sql(columns({ ...known, name, facilityCode }))}
    on conflict (sha256) do update set name = received_files.name
    returning file_id as "fileId", received_at as "receivedAt", xmax <> 0 and filed_at is null as again`;
  if (!kept) throw new Error("the file was not registered");
  return kept;
}

class Tally {
  readonly counts: Record<Outcome, number> = { accepted: 0, replaced: 0, unchanged: 0, quarantined: 0 };
  readonly problems: Problem[] = [];
  readonly generations = new Set<Generation>();
  readonly quality = new QualityOfFile();
  dossiers = 0;
  onlyCheckIns = true;
  facilityCode: string | null = null;
  #left = 0;

  add(problems: Problem[]): void {
    const room = Math.max(0, MOST_PROBLEMS - this.problems.length);
    for (const problem of problems.slice(0, room)) this.problems.push(problem);
    this.#left += Math.max(0, problems.length - room);
  }

  report(file: string, ms: number): FileReport {
    const { dossiers, counts, generations } = this;
    const [first] = generations;
    const more: Finding = {
      ...{ level: "warning", part: null, field: null, code: "more" },
      message: `Còn ${this.#left} điểm nữa không liệt kê ở đây.`,
    };
    const problems = this.#left > 0 ? [...this.problems, ...of(null, [more])] : this.problems;
    const format = generations.size > 1 ? "mixed" : (first ?? null);
    return { file, format, dossiers, ...counts, problems, ms };
  }
}

/**
 * Nhận một tệp hồ sơ: reads a claim file as it comes and files each dossier in a transaction of its own. Sending it
 * again, or again after a stop half-way, ends in the same warehouse. What came before a broken place is filed.
 */
export async function receiveClaimFile(
  sql: Sql,
  file: { name: string; bytes: Uint8Array } | ClaimSource,
  clock: () => Date = () => new Date(),
  progress?: (bytes: number) => void,
): Promise<FileReport> {
  const began = performance.now();
  const ms = () => Math.round(performance.now() - began);
  const source = "bytes" in file ? sourceOf(file) : file;
  const tally = new Tally();
  let header: FileHeader | null = null;
  let kept: RegisteredFile | null = null;
  let broken: Unreadable | null = null;
  try {
    const known = await fingerprintOfFile(source);
    for await (const read of dossiersOf(source, progress)) {
      header = read.header;
      if ("broken" in read) {
        broken = read.broken;
        break;
      }
      kept ??= await registerFile(sql, file.name, known, header.facilityCode);
      const envelope = { facilityCode: header.facilityCode, madeOn: madeOnFrom(header.madeOn, clock()) };
      const dossier = readDossier(read.raw, envelope, knownCodes, clock());
      tally.dossiers += 1;
      tally.onlyCheckIns &&= read.raw.parts.every((part) => part.kind === "XML0");
      tally.facilityCode ??= dossier.facilityCode;
      if (dossier.generation) tally.generations.add(dossier.generation);
      const { outcome, findings } = await fileDossier(sql, dossier, kept);
      tally.counts[outcome] += 1;
      tally.quality.add(dossier, outcome, findings, kept);
      tally.add(of(dossier.claimRef ?? `#${dossier.place}`, findings));
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    broken = error;
  }
  if (!kept || !header) return unreadableReport(file.name, broken ?? new Unreadable("no-dossiers"), ms());
  const report = tally.report(file.name, ms());
  await closeFile(sql, {
    ...{
      fileId: kept.fileId,
      facilityCode: header.facilityCode ?? tally.facilityCode,
      format: report.format,
    },
    ...tally.counts,
    warnings: report.problems.filter(({ level }) => level === "warning").length,
    broken: broken?.message ?? null,
    months: tally.quality.months,
  });
  const aboutFile = broken
    ? [brokenFinding(broken, tally.dossiers)]
    : checkEnvelope(header, tally.dossiers, tally.onlyCheckIns, clock());
  return { ...report, problems: [...of(null, aboutFile), ...report.problems], ms: ms() };
}
