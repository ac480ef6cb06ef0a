const LETTERS = 256;
/** Encodings of one byte per letter leave few bytes without one; those of more bytes most of the upper half. */
const FEWEST = 190;

const known = new Map<string, Map<string, number> | null>();

function lettersOf(name: string): Map<string, number> | null {
  const decoder = new TextDecoder(name);
  const bytes = new Map<string, number>();
  for (let byte = 0; byte < LETTERS; byte += 1) {
    const letter = decoder.decode(Uint8Array.of(byte));
    if (letter.length === 1 && letter !== "\uFFFD") bytes.set(letter, byte);
  }
  return bytes.size < FEWEST ? null : bytes;
}

/** The bytes of the letters of an encoding of one byte per letter (windows-1258 …); null for any other. */
function bytesOf(name: string): Map<string, number> | null {
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = lettersOf(name);
  known.set(name, found);
  return found;
}

/** Whether an encoding has one byte per letter. */
export const hasOneByteLetters = (name: string) => bytesOf(name) !== null;

/** A text of such an encoding as the bytes that it was read from. */
export function inOneByteLetters(text: string, name: string): Buffer {
  const letters = bytesOf(name);
  return letters ? Buffer.from(Array.from(text, (letter) => letters.get(letter) ?? 0x3f)) : Buffer.from(text);
}
