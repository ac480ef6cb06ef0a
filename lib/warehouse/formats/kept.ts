import { bytesOfEscaped } from "./damaged-text.ts";
import { ClaimReader, type RawDossier } from "./envelope.ts";
import { inOneByteLetters } from "./one-byte.ts";
import { type Encoding, TextReader } from "./text.ts";
import { Unreadable } from "./unreadable.ts";

/** A dossier as it stood in the file, byte for byte; in UTF-8 where its encoding is an East Asian one. */
export function bytesAsSent({ original, encoding }: { original: string; encoding: Encoding }): Buffer {
  if (encoding === "utf-16le") return Buffer.from(original, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(original, "utf16le").swap16();
  if (encoding === "utf-8, damaged") return bytesOfEscaped(original);
  return saidBeside(encoding) ? inOneByteLetters(original, encoding) : Buffer.from(original);
}

/** The encoding of a kept dossier, where its bytes do not tell it themselves. */
export const saidBeside = (encoding: Encoding): Encoding | null =>
  encoding === "other" || encoding.startsWith("utf-") ? null : encoding;

/** Opens one dossier that was kept as it came (`bytesAsSent`), with what was `saidBeside` it. */
export function readKeptDossier(kept: Uint8Array, encoding?: Encoding | null): RawDossier {
  const letters = new TextReader(encoding);
  const text = letters.write(kept, true);
  const reader = new ClaimReader(letters);
  reader.writeText(`<DANHSACHHOSO>${text}</DANHSACHHOSO>`);
  reader.end();
  const [dossier] = reader.take();
  if (!dossier) throw new Unreadable("no-dossiers");
  return dossier;
}
