import { Unreadable } from "./unreadable.ts";

const startsWith = (bytes: Uint8Array, ...head: number[]) => head.every((byte, i) => bytes[i] === byte);

/** How a compressed file begins. */
export function archiveOf(bytes: Uint8Array): "gzip" | "zip" | null {
  if (startsWith(bytes, 0x1f, 0x8b)) return "gzip";
  const isZip = startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06);
  return isZip ? "zip" : null;
}

/** The encoding of an XML text: its mark, the shape of its first bytes, or what its declaration says. */
function encodingOf(bytes: Uint8Array): string {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return "utf-8";
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0x3c, 0x00)) return "utf-16le";
  if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0x00, 0x3c)) return "utf-16be";
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString("latin1");
  const declared =
    /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? "utf-8";
  // One byte per character so far: the declaration was copied from a program that keeps its strings as UTF-16.
  return declared.startsWith("utf-16") || declared.startsWith("ucs-2") ? "utf-8" : declared;
}

/** As much as it takes to know the encoding. */
const HEAD = 256;

const PIECE = 1024;

/** Reads bytes as text as they come, by mark or declaration, refusing what is not in that encoding. */
export class TextReader {
  #head: Uint8Array | null = new Uint8Array(0);
  #decoder: TextDecoder | null = null;
  #blank = true;
  /** Set where the letters stop being what they should be; what was read before is good. */
  failure: Unreadable | null = null;

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
    try {
      this.#decoder = new TextDecoder(encodingOf(head), { fatal: true });
    } catch {
      throw new Unreadable("encoding");
    }
    return this.#trimmed(this.#decode(head, last));
  }

  /** In short pieces, so that what stands before a wrong letter is read. */
  #decode(bytes: Uint8Array, last: boolean): string {
    let text = "";
    try {
      for (let at = 0; at < bytes.length; at += PIECE) {
        text += this.#decoder?.decode(bytes.subarray(at, at + PIECE), { stream: true }) ?? "";
      }
      if (last) text += this.#decoder?.decode() ?? "";
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
  if (reader.failure) throw reader.failure;
  return text;
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Decodes base64 that may be broken into lines; text that is no base64 at all is refused, not guessed at. */
export function bytesOfBase64(text: string): Buffer {
  const bare = text.replace(/\s+/g, "");
  if (bare.replace(/=+$/, "").length % 4 === 1 || !BASE64.test(bare)) throw new Unreadable("not-base64");
  return Buffer.from(bare, "base64");
}
