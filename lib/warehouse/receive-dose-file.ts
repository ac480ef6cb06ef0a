import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import { dayOf } from "#lib/platform/clock.ts";
import { knownVaccines } from "#lib/vaccination/index.ts";
import type { ClaimSource } from "./claim-source.ts";
import { closeFile } from "./close-file.ts";
import { fileOrHoldDoses } from "./file-doses.ts";
import type { Outcome } from "./file-dossiers.ts";
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
import { Unreadable } from "./formats/unreadable.ts";
import { doseKindOf } from "./inbox-rules.ts";
import { keyOfPlace } from "./lock-claims.ts";
import type { Problem } from "./problems.ts";
import { readDoses, type SentDose } from "./read-dose.ts";

/** A file of doses is read whole; this is more than the doses of a hundred thousand people. */
const LARGEST_FILE = 32 * 1024 * 1024;

/** Doses are filed this many at a time. */
const AT_ONCE = 500;

/** Whether a file is one of doses, by its first bytes. What cannot be read is left to whoever reads it. */
export async function isDoseFile(source: ClaimSource): Promise<boolean> {
  try {
    for await (const piece of source.read()) if (piece.length > 0) return doseKindOf(piece) !== null;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  return false;
}

/** The whole of a file of doses. */
export async function bytesOfDoseFile(
  source: ClaimSource,
  progress?: (bytes: number) => void,
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source.read()) {
    size += piece.length;
    if (size > LARGEST_FILE) throw new Unreadable("doses-too-large");
    pieces.push(piece);
    progress?.(piece.length);
  }
  return Buffer.concat(pieces);
}

/** Doses that are filed together, each of another reference, so that a later one finds the one before it in the book. */
function* groupsOf(doses: readonly SentDose[]): Generator<SentDose[]> {
  let group: SentDose[] = [];
  let keys = new Set<string>();
  for (const dose of doses) {
    const key = keyOfPlace(dose.key);
    if (keys.has(key) || group.length >= AT_ONCE) {
      yield group;
      [group, keys] = [[], new Set()];
    }
    group.push(dose);
    keys.add(key);
  }
  if (group.length > 0) yield group;
}

type Receiving = {
  clock?: (() => Date) | undefined;
  progress?: ((bytes: number) => void) | undefined;
};

async function fileAll(sql: Sql, doses: readonly SentDose[], file: RegisteredFile) {
  const counts: Record<Outcome, number> = { accepted: 0, replaced: 0, unchanged: 0, quarantined: 0 };
  const problems: Problem[] = [];
  let left = 0;
  const { fileId, receivedAt } = file;
  for (const group of groupsOf(doses)) {
    const results = await fileOrHoldDoses(
      sql,
      group.map((sent) => ({ sent, file: { fileId, receivedAt } })),
    );
    for (const [i, { outcome, findings }] of results.entries()) {
      const sent = group[i];
      counts[outcome] += 1;
      if (!sent) continue;
      const own = aboutOne(sent.doseRef ?? `#${sent.place}`, findings);
      const room = Math.max(0, MOST_PROBLEMS - problems.length);
      problems.push(...own.slice(0, room));
      left += Math.max(0, own.length - room);
    }
  }
  return { counts, problems: left > 0 ? [...problems, ...aboutOne(null, [moreFinding(left)])] : problems };
}

/** Nhận một tệp mũi tiêm: reads a file of doses, checks and files them. Sending it again ends in the same warehouse. */
export async function receiveDoseFile(
  sql: Sql,
  source: ClaimSource,
  { clock = () => new Date(), progress }: Receiving = {},
): Promise<FileReport> {
  const began = performance.now();
  const ms = () => Math.round(performance.now() - began);
  const { name } = source;
  let known: Known | null = null;
  const closing = { months: new Map(), facilityCode: null, format: null, warnings: 0, broken: null };
  try {
    const bytes = await bytesOfDoseFile(source, progress);
    known = { sha256: createHash("sha256").update(bytes).digest(), bytes: bytes.length };
    const doses = readDoses(bytes, await knownVaccines(), dayOf(clock()));
    const facilityCode = doses[0]?.dose?.facilityCode ?? doses[0]?.key.facilityCode ?? null;
    const format = doses[0]?.format ?? null;
    const file = await registerFile(sql, name, known, facilityCode);
    const { counts, problems } = await fileAll(sql, doses, file);
    const warnings = problems.filter(({ level }) => level === "warning").length;
    await closeFile(sql, { ...closing, fileId: file.fileId, facilityCode, format, ...counts, warnings });
    return { file: name, format, dossiers: doses.length, ...counts, problems, ms: ms() };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    if (known) {
      const { fileId } = await registerFile(sql, name, known, null);
      const none = { accepted: 0, replaced: 0, unchanged: 0, quarantined: 0 };
      await closeFile(sql, { ...closing, fileId, ...none, broken: brokenFinding(error).message });
    }
    return unreadableReport(name, error, ms());
  }
}
