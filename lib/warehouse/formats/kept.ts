import { bytesOfEscaped } from "./damaged-text.ts";
import { ClaimReader, type RawDossier } from "./envelope.ts";
import { type Encoding, TextReader } from "./text.ts";
import { Unreadable } from "./unreadable.ts";

/** A dossier as it stood in the file, byte for byte; in UTF-8 where its encoding had one byte per letter. */
export function bytesAsSent({ original, encoding }: { original: string; encoding: Encoding }): Buffer {
  if (encoding === "utf-16le") return Buffer.from(original, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(original, "utf16le").swap16();
  return encoding === "utf-8, damaged" ? bytesOfEscaped(original) : Buffer.from(original);
}

/** Opens one dossier that was kept as it came (`bytesAsSent`). */
export function readKeptDossier(kept: Uint8Array): RawDossier {
  const letters = new TextReader();
  const text = letters.write(kept, true);
  const reader = new ClaimReader(letters);
  reader.writeText(`<DANHSACHHOSO>${text}</DANHSACHHOSO>`);
  reader.end();
  const [dossier] = reader.take();
  if (!dossier) throw new Unreadable("no-dossiers");
  return dossier;
}
