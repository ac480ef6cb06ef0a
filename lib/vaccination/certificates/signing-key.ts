import { createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from "node:crypto";
import type { CertificateKey } from "#lib/platform/env.ts";
import { publicPoint } from "#lib/platform/p256.ts";

/** A key that signs certificates, as others know it. */
export type SigningKey = {
  number: number;
  /** Its full thumbprint (RFC 7638): the name that a health card gives it. */
  kid: string;
  publicKey: { kty: "EC"; crv: "P-256"; x: string; y: string };
  /** The certificate about it (DER), the first eight bytes of its hash, whom it names and until when it is good. */
  certificate: Buffer;
  hcertKid: Buffer;
  name: string;
  until: Date;
  /** Null of a former key: it proves, and signs nothing any more. */
  sign: ((bytes: Uint8Array) => Buffer) | null;
};

function signer(secret: Buffer, publicKey: SigningKey["publicKey"]): (bytes: Uint8Array) => Buffer {
  const key: KeyObject = createPrivateKey({
    key: { ...publicKey, d: secret.toString("base64url") },
    format: "jwk",
  });
  return (bytes) => sign("sha256", bytes, { key, dsaEncoding: "ieee-p1363" });
}

/** Reads a key of the environment. Throws for a certificate about no P-256 key, or about another than its own. */
export function readSigningKey({ kid: number, secret, certificate }: CertificateKey): SigningKey {
  const read = new X509Certificate(certificate);
  const { kty, crv, x, y } = read.publicKey.export({ format: "jwk" });
  if (kty !== "EC" || crv !== "P-256" || !x || !y)
    throw new Error(`certificate ${number} of CERTIFICATE_KEYS is about no P-256 key`);
  const publicKey = { kty: "EC", crv: "P-256", x, y } as const;
  const own = secret && publicPoint(secret);
  if (own && (own.x !== x || own.y !== y))
    throw new Error(`certificate ${number} of CERTIFICATE_KEYS is about another key`);
  return {
    number,
    kid: createHash("sha256").update(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`).digest("base64url"),
    publicKey,
    certificate,
    hcertKid: createHash("sha256").update(certificate).digest().subarray(0, 8),
    name: /^CN=(.+)$/m.exec(read.subject)?.[1] ?? read.subject,
    until: new Date(read.validTo),
    sign: secret ? signer(secret, publicKey) : null,
  };
}

/** All keys, the one that signs first. */
export const readSigningKeys = (keys: readonly CertificateKey[]): SigningKey[] =>
  keys.toSorted((a, b) => b.kid - a.kid).map(readSigningKey);

/** A key that can sign now. */
export type ActiveKey = SigningKey & { sign: NonNullable<SigningKey["sign"]> };

/** The key that signs: the one with the highest number, as long as its certificate is good. Null when there is none. */
export function activeKey(keys: readonly SigningKey[], at: Date): ActiveKey | null {
  const [first] = keys.toSorted((a, b) => b.number - a.number);
  return first?.sign && first.until > at ? { ...first, sign: first.sign } : null;
}
