import { createECDH } from "node:crypto";

/** The public half of a P-256 key as 65 bytes: 4, x, y. */
export function rawPoint(secret: Buffer): Buffer {
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(secret);
  return curve.getPublicKey();
}

/** The public half of a P-256 key, as a JWK names it. */
export function publicPoint(secret: Buffer): { x: string; y: string } {
  const point = rawPoint(secret);
  return { x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
}

/** A new secret half, as hex. */
export function newP256(): string {
  const made = createECDH("prime256v1");
  made.generateKeys();
  return made.getPrivateKey("hex").padStart(64, "0");
}
