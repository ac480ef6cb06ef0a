import { type CborValue, Tagged } from "./cbor.ts";
import type { Bytes } from "./verdict.ts";

const head = (major: number, length: number): number[] => {
  if (length < 24) return [(major << 5) | length];
  if (length < 0x100) return [(major << 5) | 24, length];
  if (length < 0x10000) return [(major << 5) | 25, length >> 8, length & 0xff];
  if (length > 0xffffffff) throw new RangeError("a number that no certificate needs");
  return [(major << 5) | 26, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff];
};

function item(value: CborValue): number[] {
  if (typeof value === "number") {
    if (!Number.isInteger(value)) throw new RangeError("a certificate holds whole numbers");
    return value >= 0 ? head(0, value) : head(1, -1 - value);
  }
  if (typeof value === "string") {
    const bytes = new TextEncoder().encode(value);
    return [...head(3, bytes.length), ...bytes];
  }
  if (value instanceof Uint8Array) return [...head(2, value.length), ...value];
  if (Array.isArray(value)) return [...head(4, value.length), ...value.flatMap(item)];
  if (value instanceof Map)
    return [...head(5, value.size), ...[...value].flatMap(([key, one]) => [...item(key), ...item(one)])];
  if (value instanceof Tagged) return [...head(6, value.tag), ...item(value.value)];
  throw new RangeError("a certificate holds no such value");
}

/** CBOR (RFC 8949) of what our certificates hold: texts, whole numbers, bytes, lists, maps and tags. */
export const encodeCbor = (value: CborValue): Bytes => Uint8Array.from(item(value));

/** Plain objects and lists as CBOR has them; what is undefined is left out. */
export function asCbor(value: unknown): CborValue {
  if (typeof value === "string" || typeof value === "number" || value instanceof Uint8Array)
    return value as CborValue;
  if (Array.isArray(value)) return value.map(asCbor);
  const entries = Object.entries(value as object).filter(([, one]) => one !== undefined);
  return new Map(entries.map(([key, one]) => [key, asCbor(one)]));
}
