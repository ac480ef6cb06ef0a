import { isAscii, isUtf8 } from "node:buffer";
import { wholeLettersIn, withEscapes } from "./damaged-text.ts";
import { hasOneByteLetters } from "./one-byte.ts";
import { Unreadable } from "./unreadable.ts";

const startsWith = (bytes: Uint8Array, ...head: number[]) => head.every((byte, i) => bytes[i] === byte);

/** How a compressed file begins. */
export function archiveOf(bytes: Uint8Array): "gzip" | "zip" | null {
  if (startsWith(bytes, 0x1f, 0x8b)) return "gzip";
  const isZip = startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06);
  return isZip ? "zip" : null;
}

/** "<" and blanks. */
const FIRST_LETTERS: ReadonlySet<number> = new Set([0x3c, 0x20, 0x09, 0x0a, 0x0d]);

/** The encoding of an XML text: its mark, the shape of its first bytes, or what its declaration says. */
function encodingOf(bytes: Uint8Array): string {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return "utf-8";
  const [first = 0, second = 0] = bytes;
  if (startsWith(bytes, 0xff, 0xfe) || (FIRST_LETTERS.has(first) && bytes[1] === 0)) return "utf-16le";
  if (startsWith(bytes, 0xfe, 0xff) || (FIRST_LETTERS.has(second) && bytes[0] === 0)) return "utf-16be";
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString("latin1");
  const declared =
    /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? "utf-8";
  // One byte per character so far: the declaration was copied from a program that keeps its strings as UTF-16.
  return declared.startsWith("utf-16") || declared.startsWith("ucs-2") ? "utf-8" : declared;
}

/** As much as it takes to know the encoding. */
const HEAD = 256;

const PIECE = 1024;

/**
 * How the text of a file was written, as far as its bytes can be made of it again: `utf-8`, `utf-8, damaged`, `utf-16le`,
 * `utf-16be`, one of one byte per letter by its name, or `other`.
 */
export type Encoding = string;

/** Reads bytes as text as they come, by mark or declaration, refusing what is not in that encoding. */
export class TextReader {
  #head: Uint8Array | null = new Uint8Array(0);
  #name = "utf-8";
  #decoder: TextDecoder | null = null;
  #cut = Buffer.alloc(0);
  #blank = true;
  /** An encoding of one byte per letter that a file says it has, until letters beyond ASCII tell whether that is so. */
  #unproven: string | null = null;
  /** Whether bytes that are no UTF-8 were read, and stand in the text as `escapesOf` says. */
  damaged = false;
  /** Set where the letters stop being what they should be; what was read before is good. */
  failure: Unreadable | null = null;

  /** Reads what was kept without its head, in the encoding that it was found to have. */
  constructor(found?: Encoding | null) {
    if (found)
      [this.#name, this.#decoder, this.#head] = [found, new TextDecoder(found, { fatal: true }), null];
  }

  get encoding(): Encoding {
    if (this.#name === "utf-8") return this.damaged ? "utf-8, damaged" : "utf-8";
    if (this.#name === "utf-16le" || this.#name === "utf-16be") return this.#name;
    return hasOneByteLetters(this.#name) ? this.#name : "other";
  }

  /** The text of these bytes, as far as its letters are whole; blanks before the first letter are left out. */
  write(bytes: Uint8Array, last = false): string {
    if (this.#head) {
      const head = this.#head.length === 0 ? bytes : Buffer.concat([this.#head, bytes]);
      this.#head = head;
      if (head.length < HEAD && !last) return "";
      return this.#begin(head, last);
    }
    return this.#trimmed(this.#decode(bytes, last));
  }

  #begin(head: Uint8Array, last: boolean): string {
    this.#head = null;
    if (head.length === 0) throw new Unreadable("empty");
    if (archiveOf(head)) throw new Unreadable("archive");
    this.#name = encodingOf(head);
    if (this.#name !== "utf-8") {
      try {
        this.#decoder = new TextDecoder(this.#name, { fatal: true });
      } catch {
        throw new Unreadable("encoding");
      }
      if (hasOneByteLetters(this.#name))
        [this.#unproven, this.#name, this.#decoder] = [this.#name, "utf-8", null];
    }
    return this.#trimmed(this.#decode(head, last));
  }

  /** Many a program copies a declaration and writes UTF-8: letters that are UTF-8 throughout are that. */
  #prove(bytes: Uint8Array, last: boolean, declared: string): void {
    if (isAscii(bytes)) return;
    this.#unproven = null;
    const whole = last ? bytes.length : wholeLettersIn(bytes);
    if (isUtf8(bytes.subarray(0, whole))) return;
    [this.#name, this.#decoder] = [declared, new TextDecoder(declared, { fatal: true })];
  }

  #decode(bytes: Uint8Array, last: boolean): string {
    if (this.#unproven) this.#prove(bytes, last, this.#unproven);
    return this.#decoder ? this.#decodeBy(this.#decoder, bytes, last) : this.#decodeUtf8(bytes, last);
  }

  #decodeUtf8(bytes: Uint8Array, last: boolean): string {
    const all = Buffer.concat([this.#cut, bytes]);
    const whole = last ? all.length : wholeLettersIn(all);
    this.#cut = all.subarray(whole);
    const letters = all.subarray(0, whole);
    if (isUtf8(letters)) return letters.toString();
    this.damaged = true;
    return withEscapes(letters);
  }

  /** In short pieces, so that what stands before a wrong letter is read. */
  #decodeBy(decoder: TextDecoder, bytes: Uint8Array, last: boolean): string {
    let text = "";
    try {
      for (let at = 0; at < bytes.length; at += PIECE)
        text += decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
      if (last) text += decoder.decode();
    } catch {
      this.failure = new Unreadable("encoding");
    }
    return text;
  }

  #trimmed(text: string): string {
    if (!this.#blank) return text;
    const bare = text.replace(/^[\s\uFEFF]+/, "");
    this.#blank = bare === "";
    return bare;
  }
}

/** Bytes as text, in one go. */
export function textOf(bytes: Uint8Array): string {
  const reader = new TextReader();
  const text = reader.write(bytes, true);
  if (reader.failure || reader.damaged) throw reader.failure ?? new Unreadable("encoding");
  return text;
}

/**
 * Decodes base64 of either alphabet, padded or not, that may be broken into lines. The decoder leaves out what is no
 * base64, and then gives too few bytes: such text is refused, not guessed at.
 */
export function bytesOfBase64(text: string): Buffer {
  const bare = /\s/.test(text) ? text.replace(/\s+/g, "") : text;
  const digits = bare.endsWith("=") ? bare.length - (bare.endsWith("==") ? 2 : 1) : bare.length;
  const bytes = Buffer.from(bare, "base64");
  if (digits % 4 === 1 || bytes.length !== Math.floor((digits * 3) / 4)) throw new Unreadable("not-base64");
  return bytes;
}
