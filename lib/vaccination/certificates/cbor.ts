import { type Bytes, NotValid } from "./verdict.ts";

/** A tagged item (RFC 8949, 3.4). */
export class Tagged {
  readonly tag: number;
  readonly value: CborValue;
  constructor(tag: number, value: CborValue) {
    this.tag = tag;
    this.value = value;
  }
}

export type CborMap = Map<string | number, CborValue>;
export type CborValue = string | number | boolean | null | undefined | Bytes | CborValue[] | CborMap | Tagged;

const MAX_DEPTH = 16;
const BREAK = Symbol("break");
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A reader that takes one item after another and refuses whatever a certificate has no need of. */
class Reader {
  private readonly bytes: Bytes;
  private readonly view: DataView;
  private at = 0;

  constructor(bytes: Bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  private take(length: number): Bytes {
    if (length > this.bytes.length - this.at) throw new NotValid("malformed");
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  private skip(length: number): number {
    this.take(length);
    return this.at - length;
  }

  /** The argument of an item's head; null when the item is of indefinite length. */
  private argument(info: number): number | null {
    if (info < 24) return info;
    if (info === 24) return this.view.getUint8(this.skip(1));
    if (info === 25) return this.view.getUint16(this.skip(2));
    if (info === 26) return this.view.getUint32(this.skip(4));
    if (info === 27) {
      const wide = this.view.getBigUint64(this.skip(8));
      // Numbers that no certificate needs and JavaScript cannot hold.
      if (wide > BigInt(Number.MAX_SAFE_INTEGER) - 1n) throw new NotValid("malformed");
      return Number(wide);
    }
    if (info === 31) return null;
    throw new NotValid("malformed");
  }

  item(depth = 0): CborValue {
    const value = this.itemOrBreak(depth);
    if (value === BREAK) throw new NotValid("malformed");
    return value;
  }

  private itemOrBreak(depth: number): CborValue | typeof BREAK {
    if (depth > MAX_DEPTH) throw new NotValid("malformed");
    const head = this.view.getUint8(this.skip(1));
    const [major, info] = [head >> 5, head & 31];
    if (major === 7) return this.simple(info);
    const argument = this.argument(info);
    if (major === 2) return this.string(2, argument);
    if (major === 3) return utf8.decode(this.string(3, argument));
    if (major === 4) return this.list(argument, depth);
    if (major === 5) return this.map(argument, depth);
    if (argument === null) throw new NotValid("malformed");
    if (major === 6) return new Tagged(argument, this.item(depth + 1));
    return major === 0 ? argument : -1 - argument;
  }

  private simple(info: number): CborValue | typeof BREAK {
    if (info === 20 || info === 21) return info === 21;
    if (info === 22) return null;
    if (info === 23) return undefined;
    if (info === 25) return halfFloat(this.view.getUint16(this.skip(2)));
    if (info === 26) return this.view.getFloat32(this.skip(4));
    if (info === 27) return this.view.getFloat64(this.skip(8));
    if (info === 31) return BREAK;
    throw new NotValid("malformed");
  }

  /** A string of bytes or text; one of indefinite length is made of definite pieces of its own kind. */
  private string(major: number, length: number | null): Bytes {
    if (length !== null) return this.take(length);
    const pieces: number[] = [];
    for (;;) {
      const head = this.view.getUint8(this.skip(1));
      if (head === 0xff) return Uint8Array.from(pieces);
      const piece = head >> 5 === major ? this.argument(head & 31) : null;
      if (piece === null) throw new NotValid("malformed");
      pieces.push(...this.take(piece));
    }
  }

  private list(length: number | null, depth: number): CborValue[] {
    const items: CborValue[] = [];
    while (length === null || items.length < length) {
      const item = this.itemOrBreak(depth + 1);
      if (item === BREAK) {
        if (length !== null) throw new NotValid("malformed");
        break;
      }
      items.push(item);
    }
    return items;
  }

  private map(length: number | null, depth: number): CborMap {
    const map: CborMap = new Map();
    while (length === null || map.size < length) {
      const key = this.itemOrBreak(depth + 1);
      if (key === BREAK) {
        if (length !== null) throw new NotValid("malformed");
        break;
      }
      // One key twice would let two readers see two certificates.
      if ((typeof key !== "string" && typeof key !== "number") || map.has(key))
        throw new NotValid("malformed");
      map.set(key, this.item(depth + 1));
    }
    return map;
  }
}

function halfFloat(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/**
 * Reads the one CBOR item (RFC 8949) that the bytes are. Refused: what trails, one key twice, keys that are neither
 * text nor number, integers beyond 2^53, more than 16 levels, text that is no UTF-8, unknown simple values.
 */
export function decodeCbor(bytes: Bytes): CborValue {
  try {
    const reader = new Reader(bytes);
    const value = reader.item();
    if (!reader.isAtEnd) throw new NotValid("malformed");
    return value;
  } catch {
    throw new NotValid("malformed");
  }
}

/** The value as JSON has it: maps as objects, dates untagged. Bytes and other tags have no place in it. */
export function asJson(value: CborValue): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, item]) => [String(key), asJson(item)]));
  }
  if (Array.isArray(value)) return value.map(asJson);
  if (value instanceof Tagged) {
    if (value.tag !== 0 && value.tag !== 1) throw new NotValid("schema");
    return asJson(value.value);
  }
  if (value instanceof Uint8Array) throw new NotValid("schema");
  return value;
}
