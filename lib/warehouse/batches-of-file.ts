import type { ClaimSource } from "./claim-source.ts";
import { dossiersOf } from "./dossiers-of-file.ts";
import { madeOnFrom } from "./formats/check-envelope.ts";
import type { FileHeader, RawDossier } from "./formats/envelope.ts";
import type { Unreadable } from "./formats/unreadable.ts";
import { heldUnder } from "./hold-dossier.ts";
import { knownCodes } from "./known-codes.ts";
import { keyOfPlace } from "./lock-claims.ts";
import { type Dossier, readDossier } from "./read-dossier.ts";

/** Dossiers of a file that are filed together, of different claims, so that each finds the one before it in the book. */
export type Batch<Kept = Dossier> = {
  header: FileHeader;
  count: number;
  /** Characters of its dossiers, as they came. */
  size: number;
  dossiers: readonly Kept[];
  onlyCheckIns: boolean;
  /** Whether one of them is too large to be held whole. */
  hasLarge: boolean;
  /** Why the rest of the file cannot be read; then this is the last of it. */
  broken: Unreadable | null;
};

/** What reading asks for the time, and tells how far it is. */
export type Reading = { clock: () => Date; progress?: ((bytes: number) => void) | undefined };

/** Dossiers are filed this many rows at a time: more would wait longer and gain nothing. */
const ROWS_AT_ONCE = 2500;

/** And this many characters as they came, because they are held until they are filed. */
const CHARACTERS_AT_ONCE = 4 * 1024 * 1024;

const rowsOf = ({ parts }: RawDossier) => parts.reduce((sum, { rows }) => sum + rows.length, 0);

class Gathered<Kept> {
  readonly dossiers: Kept[] = [];
  onlyCheckIns = true;
  hasLarge = false;
  readonly #claims = new Set<string>();
  #rows = 0;
  #characters = 0;

  has(dossier: Dossier): boolean {
    return this.#claims.has(keyOfPlace(heldUnder(dossier)));
  }

  add(dossier: Dossier, raw: RawDossier, kept: Kept): void {
    this.dossiers.push(kept);
    this.onlyCheckIns &&= raw.parts.every((part) => part.kind === "XML0");
    this.hasLarge ||= dossier.large !== undefined;
    this.#claims.add(keyOfPlace(heldUnder(dossier)));
    this.#rows += rowsOf(raw);
    this.#characters += dossier.original.length;
  }

  get size(): number {
    return this.#characters;
  }

  get isFull(): boolean {
    return this.#rows >= ROWS_AT_ONCE || this.#characters >= CHARACTERS_AT_ONCE;
  }
}

/** Đọc và kiểm tra một tệp: its dossiers in their order, read and checked, in batches. The last one may be empty. */
export const batchesOf = (source: ClaimSource, reading: Reading) =>
  batchesAs(source, reading, (dossier) => dossier);

/** As `batchesOf`, of what `keep` makes of each dossier as soon as it is read: nothing else of it is held. */
export async function* batchesAs<Kept>(
  source: ClaimSource,
  { clock, progress }: Reading,
  keep: (dossier: Dossier) => Kept,
): AsyncGenerator<Batch<Kept>, void, undefined> {
  let gathered = new Gathered<Kept>();
  let header: FileHeader = { facilityCode: null, madeOn: null, declaredCount: null };
  let broken: Unreadable | null = null;
  let saidOn: string | null = null;
  let madeOn: string | null = null;
  const take = (): Batch<Kept> => {
    const { dossiers, size, onlyCheckIns, hasLarge } = gathered;
    gathered = new Gathered<Kept>();
    return { header: { ...header }, count: dossiers.length, size, dossiers, onlyCheckIns, hasLarge, broken };
  };
  for await (const read of dossiersOf(source, progress)) {
    header = read.header;
    if ("broken" in read) {
      broken = read.broken;
      break;
    }
    const now = clock();
    if (header.madeOn !== saidOn) [saidOn, madeOn] = [header.madeOn, madeOnFrom(header.madeOn, now)];
    const dossier = readDossier(read.raw, { facilityCode: header.facilityCode, madeOn }, knownCodes, now);
    if (gathered.has(dossier)) yield take();
    gathered.add(dossier, read.raw, keep(dossier));
    if (gathered.isFull) yield take();
  }
  yield take();
}
