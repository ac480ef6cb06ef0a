import type { Sql } from "postgres";
import { columns } from "#lib/platform/columns.ts";
import { type Batch, batchesOf } from "./batches-of-file.ts";
import { type ClaimSource, fingerprintOfFile, sourceOf } from "./claim-source.ts";
import { closeFile } from "./close-file.ts";
import type { FileOfDossier } from "./file-claims.ts";
import type { Outcome, Result } from "./file-dossiers.ts";
import { FilingQueue } from "./filing-queue.ts";
import { checkEnvelope } from "./formats/check-envelope.ts";
import type { FileHeader } from "./formats/envelope.ts";
import type { Generation } from "./formats/generation.ts";
import { Unreadable } from "./formats/unreadable.ts";
import { keepWhole } from "./keep-whole.ts";
import type { Finding, Problem } from "./problems.ts";
import { QualityOfFile } from "./quality-of-file.ts";
import { batchesInThread, isThreadUp } from "./read-in-thread.ts";

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

/** The report of something in an archive that is no claim file. */
export function passedOverReport(file: string): FileReport {
  const finding: Finding = {
    ...{ level: "warning", part: null, field: null, code: "passed-over" },
    message: "Tệp này không phải tệp hồ sơ (.xml) nên được bỏ qua.",
  };
  const none = { dossiers: 0, accepted: 0, replaced: 0, unchanged: 0, quarantined: 0 };
  return { file, format: null, ...none, problems: of(null, [finding]), ms: 0 };
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

type Known = { sha256: Buffer; bytes: number };

async function registerFile(
  sql: Sql,
  name: string,
  known: Known,
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

  /** Notes dossiers and what became of them. */
  count({ count, dossiers, onlyCheckIns }: Batch, results: readonly Result[], file: RegisteredFile): void {
    this.dossiers += count;
    this.onlyCheckIns &&= onlyCheckIns;
    for (const [i, dossier] of dossiers.entries()) {
      const { facilityCode, generation } = dossier;
      this.facilityCode ??= facilityCode;
      if (generation) this.generations.add(generation);
      const result = results[i];
      if (!result) continue;
      const { outcome, findings } = result;
      this.counts[outcome] += 1;
      this.quality.add(dossier, outcome, findings, file);
      this.#add(of(dossier.claimRef ?? `#${dossier.place}`, findings));
    }
  }

  #add(problems: Problem[]): void {
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

/** Of so many bytes and more the rest is read in a thread of its own; for less it would not pay to begin one. */
const READ_IN_THREAD = 256 * 1024;

/** Until the thread is up, files of fewer bytes are read in place. */
const READ_MEANWHILE = 8 * 1024 * 1024;

export type Receiving = {
  clock?: (() => Date) | undefined;
  progress?: ((bytes: number) => void) | undefined;
  queue?: FilingQueue;
  /** When the file before is read: until then nothing of this one joins the queue. */
  turn?: Promise<unknown>;
};

/** A file that was read to its end and whose last dossiers may still be on their way into the warehouse. */
export type Received = { report: Promise<FileReport> };

/**
 * Nhận một tệp hồ sơ: reads a claim file as it comes and files its dossiers, some at a time, each group in a transaction
 * of its own while the next is read. Answers when it is read. Sending it again, or again after a stop half-way, ends in
 * the same warehouse. What came before a broken place is filed.
 */
export async function beginReceiving(
  sql: Sql,
  file: { name: string; bytes: Uint8Array } | ClaimSource,
  { clock = () => new Date(), progress, queue = new FilingQueue(sql), turn }: Receiving = {},
): Promise<Received> {
  const began = performance.now();
  const ms = () => Math.round(performance.now() - began);
  const source = "bytes" in file ? sourceOf(file) : file;
  const tally = new Tally();
  let header: FileHeader | null = null;
  let kept: Promise<RegisteredFile> | null = null;
  let known: Known | null = null;
  let broken: Unreadable | null = null;
  let filed: Promise<void> = Promise.resolve();
  try {
    known = await fingerprintOfFile(source);
    queue.bytes += known.bytes;
    const apart = queue.bytes > READ_IN_THREAD && (isThreadUp() || known.bytes > READ_MEANWHILE);
    const batches = apart ? batchesInThread : batchesOf;
    for await (const batch of batches(source, { clock, progress })) {
      ({ header, broken } = batch);
      if (batch.count === 0) continue;
      kept ??= registerFile(sql, file.name, known, header.facilityCode);
      kept.catch(() => {});
      const [before, registered] = [filed, kept];
      await turn;
      const { done } = await queue.add(batch, registered);
      filed = before.then(async () => {
        tally.count(batch, await done, await registered);
        if (batch.hasLarge) await keepWhole(sql, source, batch.dossiers);
      });
      filed.catch(() => {});
      // Its file is read once more, which must be before an archive that holds it is closed.
      if (batch.hasLarge) await filed;
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    broken = error;
  }
  // Its sender looks for a file of which nothing could be read, too.
  if (!kept && known && broken) kept = registerFile(sql, file.name, known, header?.facilityCode ?? null);
  kept?.catch(() => {});
  const read = { header, kept, broken, tally };
  const report = filed.then(() => reportOf(sql, file.name, read, clock(), ms));
  report.catch(() => {});
  return { report };
}

type Read = {
  header: FileHeader | null;
  kept: Promise<RegisteredFile> | null;
  broken: Unreadable | null;
  tally: Tally;
};

/** Closes a file whose dossiers are all filed, and says what became of them. */
async function reportOf(
  sql: Sql,
  name: string,
  { header, kept, broken, tally }: Read,
  now: Date,
  ms: () => number,
): Promise<FileReport> {
  if (!kept) return unreadableReport(name, broken ?? new Unreadable("no-dossiers"), ms());
  const { fileId } = await kept;
  const report = tally.report(name, ms());
  await closeFile(sql, {
    ...{
      fileId,
      facilityCode: header?.facilityCode ?? tally.facilityCode,
      format: report.format,
    },
    ...tally.counts,
    warnings: report.problems.filter(({ level }) => level === "warning").length,
    broken: broken?.message ?? null,
    months: tally.quality.months,
  });
  const aboutFile = broken
    ? [brokenFinding(broken, tally.dossiers)]
    : header
      ? checkEnvelope(header, tally.dossiers, tally.onlyCheckIns, now)
      : [];
  return { ...report, problems: [...of(null, aboutFile), ...report.problems], ms: ms() };
}

/** Receives one file to its end. */
export async function receiveClaimFile(
  sql: Sql,
  file: { name: string; bytes: Uint8Array } | ClaimSource,
  clock?: () => Date,
  progress?: (bytes: number) => void,
): Promise<FileReport> {
  return (await beginReceiving(sql, file, { clock, progress })).report;
}
