import { ECDH } from "node:crypto";

/** Whether a browser told a public key at all, a point of P-256 (RFC 8291, 3.1): for anything else no message can be closed. */
export function isPushKey(p256dh: Buffer): boolean {
  try {
    ECDH.convertKey(p256dh, "prime256v1", undefined, undefined, "uncompressed");
    return p256dh.length === 65;
  } catch {
    return false;
  }
}
