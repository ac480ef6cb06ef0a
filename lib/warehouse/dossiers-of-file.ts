import type { ClaimSource } from "./claim-source.ts";
import { ClaimReader, type FileHeader, type RawDossier } from "./formats/envelope.ts";
import { Unreadable } from "./formats/unreadable.ts";

/** What is read of a file, bit by bit: a dossier, or why the rest cannot be read. */
export type FromFile = { header: FileHeader } & ({ raw: RawDossier } | { broken: Unreadable });

/** The head of an envelope may stand behind its dossiers: so many characters of them wait for it. */
const WAITING = 8 * 1024 * 1024;

const isKnown = ({ facilityCode, madeOn }: FileHeader) => facilityCode !== null && madeOn !== null;

/** Reads the dossiers of a file one by one; what came before a broken place is read all the same. */
export async function* dossiersOf(
  source: ClaimSource,
  progress: (bytes: number) => void = () => {},
): AsyncGenerator<FromFile> {
  const reader = new ClaimReader();
  const { header } = reader;
  let waiting: RawDossier[] = [];
  let size = 0;
  let broken: Unreadable | null = null;
  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      broken = error;
    }
  };
  const pieces = source.read()[Symbol.asyncIterator]();
  try {
    while (broken === null) {
      const next = await pieces.next().catch((error: unknown) => {
        if (error instanceof Unreadable) return error;
        throw error;
      });
      if (next instanceof Unreadable) broken = next;
      else if (next.done) attempt(() => reader.end());
      else attempt(() => reader.write(next.value));
      const read = broken === null ? reader.take() : reader.giveUp();
      for (const raw of read) size += raw.original.length;
      waiting.push(...read);
      const last = broken !== null || (!(next instanceof Unreadable) && next.done === true);
      if (!last && !(next instanceof Unreadable)) progress(next.value.length);
      if (last || isKnown(header) || size > WAITING) {
        for (const raw of waiting) yield { header, raw };
        waiting = [];
      }
      if (last) break;
    }
  } finally {
    await pieces.return?.();
  }
  if (broken !== null) yield { header, broken };
}
