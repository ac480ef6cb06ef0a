import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { NumberedKey } from "#lib/platform/env.ts";

/** Whose copy it is, bound to its bytes: one cannot stand in another's place. */
export type Copy = { citizenId: string; exportId: string };
/** The key of a copy, wrapped. */
export type WrappedKey = { kid: number; wrapped: Buffer };

const NONCE = 12;
const TAG = 16;
/** Plain bytes of a piece. */
export const PIECE = 1024 * 1024;

function close(key: Buffer, bound: string, bytes: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(bound));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function open(key: Buffer, bound: string, closed: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, closed.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(Buffer.from(bound))
    .setAuthTag(closed.subarray(-TAG));
  return Buffer.concat([decipher.update(closed.subarray(NONCE, -TAG)), decipher.final()]);
}

const boundTo = ({ citizenId, exportId }: Copy, what: string | number) =>
  ["export", citizenId, exportId, what].join("|");

/** A new key for a copy, and the same wrapped by the newest of `keys`. */
export function makeKey(copy: Copy, keys: readonly NumberedKey[]): { key: Buffer } & WrappedKey {
  const [newest] = keys.toSorted((a, b) => b.kid - a.kid);
  if (!newest) throw new Error("no key wraps copies");
  const key = randomBytes(32);
  return { key, kid: newest.kid, wrapped: close(newest.secret, boundTo(copy, "key"), key) };
}

/** The key of a copy; throws when it was changed, or belongs to another. */
export function unwrapKey(copy: Copy, { kid, wrapped }: WrappedKey, keys: readonly NumberedKey[]): Buffer {
  const key = keys.find((one) => one.kid === kid);
  if (!key) throw new Error(`key ${kid} of copies is not here`);
  return open(key.secret, boundTo(copy, "key"), wrapped);
}

/** Closes the piece at `place`. */
export const sealPiece = (copy: Copy, key: Buffer, place: number, bytes: Buffer) =>
  close(key, boundTo(copy, place), bytes);
/** Opens the piece at `place`. */
export const openPiece = (copy: Copy, key: Buffer, place: number, sealed: Buffer) =>
  open(key, boundTo(copy, place), sealed);
