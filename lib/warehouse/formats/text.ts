import { Unreadable } from "./unreadable.ts";

const startsWith = (bytes: Uint8Array, ...head: number[]) => head.every((byte, i) => bytes[i] === byte);

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

/** Reads bytes as text by mark or declaration, refusing what is not in that encoding. */
export function textOf(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new Unreadable("empty");
  if (startsWith(bytes, 0x1f, 0x8b) || startsWith(bytes, 0x50, 0x4b, 0x03, 0x04))
    throw new Unreadable("archive");
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable("encoding");
  }
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Decodes base64 that may be broken into lines; text that is no base64 at all is refused, not guessed at. */
export function bytesOfBase64(text: string): Buffer {
  const bare = text.replace(/\s+/g, "");
  if (bare.replace(/=+$/, "").length % 4 === 1 || !BASE64.test(bare)) throw new Unreadable("not-base64");
  return Buffer.from(bare, "base64");
}
