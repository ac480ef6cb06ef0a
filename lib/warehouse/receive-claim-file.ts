import type { Sql } from "postgres";
import { type Batch, batchesOf } from "./batches-of-file.ts";
import { type ClaimSource, fingerprintOfFile, sourceOf } from "./claim-source.ts";
import { closeFile } from "./close-file.ts";
import type { Outcome, Result } from "./file-dossiers.ts";
import {
  aboutOne,
  brokenFinding,
  type FileReport,
  type Known,
  MOST_PROBLEMS,
  moreFinding,
  type RegisteredFile,
  registerFile,
  unreadableReport,
} from "./file-report.ts";
import { FilingQueue } from "./filing-queue.ts";
import { checkEnvelope } from "./formats/check-envelope.ts";
import type { FileHeader } from "./formats/envelope.ts";
import type { Generation } from "./formats/generation.ts";
import { Unreadable } from "./formats/unreadable.ts";
import { keepWhole } from "./keep-whole.ts";
import type { Problem } from "./problems.ts";
import { QualityOfFile } from "./quality-of-file.ts";
import { batchesInThread, isThreadUp } from "./read-in-thread.ts";

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
      this.#add(aboutOne(dossier.claimRef ?? `#${dossier.place}`, findings));
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
    const more = this.#left > 0 ? aboutOne(null, [moreFinding(this.#left)]) : [];
    const problems = more.length > 0 ? [...this.problems, ...more] : this.problems;
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
  return { ...report, problems: [...aboutOne(null, aboutFile), ...report.problems], ms: ms() };
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
