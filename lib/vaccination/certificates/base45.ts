import { type Bytes, NotValid } from "./verdict.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const values = new Map([...ALPHABET].map((letter, value) => [letter, value]));

/** RFC 9285, strictly: no other letter, no value that two bytes (or one) cannot hold, no lone letter at the end. */
export function decodeBase45(text: string): Bytes {
  if (text.length % 3 === 1) throw new NotValid("malformed");
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 === 2 ? 1 : 0));
  let at = 0;
  for (let i = 0; i < text.length; i += 3) {
    const group = [...text.slice(i, i + 3)].map((letter) => values.get(letter));
    const [c = Number.NaN, d = Number.NaN, e] = group;
    const value = c + d * 45 + (group.length === 3 ? (e ?? Number.NaN) * 2025 : 0);
    if (!(value <= (group.length === 3 ? 0xffff : 0xff))) throw new NotValid("malformed");
    if (group.length === 3) bytes[at++] = value >> 8;
    bytes[at++] = value & 0xff;
  }
  return bytes;
}

/** The same the other way: two bytes are three letters. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 2) {
    const [first = 0, second] = bytes.subarray(i, i + 2);
    const value = second === undefined ? first : first * 256 + second;
    const letters = [value % 45, Math.floor(value / 45) % 45];
    if (second !== undefined) letters.push(Math.floor(value / 2025));
    text += letters.map((letter) => ALPHABET[letter]).join("");
  }
  return text;
}
