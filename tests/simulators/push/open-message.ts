import { createDecipheriv, createECDH, createHmac } from "node:crypto";

const hmac = (key: Buffer, ...parts: Buffer[]) => {
  const made = createHmac("sha256", key);
  for (const part of parts) made.update(part);
  return made.digest();
};
const one = Buffer.from([1]);
const text = (said: string) => Buffer.from(said, "latin1");

/** A browser's keys: the secret half, the public half, and the secret that it shares with whoever may send. */
export type BrowserKeys = { secret: Buffer; p256dh: Buffer; auth: Buffer };

/** Opens what was closed for a browser: RFC 8291 over RFC 8188, one record. Throws when it was not closed for it. */
export function openMessage(body: Buffer, { secret, p256dh, auth }: BrowserKeys): string {
  const salt = body.subarray(0, 16);
  const size = body.readUInt32BE(16);
  const idLength = body.readUInt8(20);
  const sender = body.subarray(21, 21 + idLength);
  const record = body.subarray(21 + idLength);
  if (idLength !== 65 || record.length > size) throw new Error("not one record of aes128gcm");
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(secret);
  const shared = hmac(auth, curve.computeSecret(sender));
  const ikm = hmac(shared, text("WebPush: info\0"), p256dh, sender, one);
  const prk = hmac(salt, ikm);
  const key = hmac(prk, text("Content-Encoding: aes128gcm\0"), one).subarray(0, 16);
  const nonce = hmac(prk, text("Content-Encoding: nonce\0"), one).subarray(0, 12);
  const opening = createDecipheriv("aes-128-gcm", key, nonce);
  opening.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([opening.update(record.subarray(0, -16)), opening.final()]);
  const end = padded.lastIndexOf(2);
  if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0))
    throw new Error("no end of the last record");
  return padded.subarray(0, end).toString("utf8");
}
