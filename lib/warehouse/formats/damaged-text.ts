import { isUtf8 } from "node:buffer";

/**
 * A byte that is no UTF-8 stands in the text as a letter of private use, so that it can be found there and be written
 * again as it was. Only text in which such bytes occurred is searched for them.
 */
const ESCAPES_AT = 0xf700;
const ESCAPES = /[\uF780-\uF7FF]/;

const PIECE = 1024;

/** Whether bytes that are no UTF-8 stand in this text. */
export const hasEscapes = (text: string) => ESCAPES.test(text);

const lengthOfLetter = (first: number) => {
  if (first < 0x80) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
};

/** How many of these bytes are whole letters; the last may be cut. */
export function wholeLettersIn(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return lengthOfLetter(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function escapedPiece(bytes: Buffer): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const letter = bytes.subarray(at, at + lengthOfLetter(first));
    const good = isUtf8(letter);
    text += good ? letter.toString() : String.fromCharCode(ESCAPES_AT + first);
    at += good ? letter.length : 1;
  }
  return text;
}

/** The text of bytes of which some are no UTF-8. */
export function withEscapes(bytes: Buffer): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const piece = bytes.subarray(at, at + PIECE);
    const whole = bytes.subarray(at, at + (wholeLettersIn(piece) || piece.length));
    text += isUtf8(whole) ? whole.toString() : escapedPiece(whole);
    at += whole.length;
  }
  return text;
}

/** The bytes that such a text was read from. */
export function bytesOfEscaped(text: string): Buffer {
  const pieces = text.split(/([\uF780-\uF7FF])/);
  return Buffer.concat(
    pieces.map((piece, i) =>
      i % 2 === 1 ? Buffer.of(piece.charCodeAt(0) - ESCAPES_AT) : Buffer.from(piece),
    ),
  );
}
