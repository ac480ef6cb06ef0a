import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { NumberedKey } from "#lib/platform/env.ts";

/** Which attachment of whom, and what it is: bound to its bytes, so that one cannot stand in another's place. */
export type Named = { citizenId: string; attachmentId: string; kind: string };
/** An attachment as it is kept; without its wrapped key nobody can open it any more. */
export type Sealed = { sealed: Buffer; kid: number; wrapped: Buffer };

const NONCE = 12;
const TAG = 16;

// AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce: nonce, ciphertext, tag.
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

const bound = ({ citizenId, attachmentId, kind }: Named, what: string) =>
  [what, citizenId, attachmentId, kind].join("|");

/** Closes bytes under a key of their own, which is wrapped by the newest of `keys`. */
export function seal(bytes: Buffer, named: Named, keys: readonly NumberedKey[]): Sealed {
  const [newest] = keys.toSorted((a, b) => b.kid - a.kid);
  if (!newest) throw new Error("no key wraps attachments");
  const own = randomBytes(32);
  return {
    sealed: close(own, bound(named, "bytes"), bytes),
    kid: newest.kid,
    wrapped: close(newest.secret, bound(named, "key"), own),
  };
}

/** Opens what `seal` closed; throws when it was changed, or belongs to another. */
export function unseal({ sealed, kid, wrapped }: Sealed, named: Named, keys: readonly NumberedKey[]): Buffer {
  const key = keys.find((one) => one.kid === kid);
  if (!key) throw new Error(`key ${kid} of attachments is not here`);
  return open(open(key.secret, bound(named, "key"), wrapped), bound(named, "bytes"), sealed);
}
