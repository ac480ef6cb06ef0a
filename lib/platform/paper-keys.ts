import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { NumberedKey } from "./env.ts";
import { publicPoint } from "./p256.ts";

/** A public key as others read it (RFC 7517). */
export type PublicJwk = {
  kty: "EC";
  crv: "P-256";
  x: string;
  y: string;
  kid: string;
  alg: "ES256";
  use: "sig";
};

const LONGEST = 4_000;
const url = (bytes: Buffer | string) => Buffer.from(bytes).toString("base64url");

function keyOf({ secret }: NumberedKey): { jwk: PublicJwk; key: KeyObject } {
  const { x, y } = publicPoint(secret);
  // The name of a key is the beginning of its thumbprint (RFC 7638): short, because it stands in a QR.
  const kid = createHash("sha256")
    .update(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`)
    .digest("base64url")
    .slice(0, 11);
  const key = createPrivateKey({ key: { kty: "EC", crv: "P-256", x, y, d: url(secret) }, format: "jwk" });
  return { jwk: { kty: "EC", crv: "P-256", x, y, kid, alg: "ES256", use: "sig" }, key };
}

/** The public halves, for `/.well-known/jwks.json`. */
export const publicPaperKeys = (keys: readonly NumberedKey[]): PublicJwk[] =>
  keys.map((one) => keyOf(one).jwk);

const headOf = (kid: string) => JSON.stringify({ alg: "ES256", kid });

/** Signs what a paper says: a compact JWS (ES256) by the key with the highest number. */
export const signPaper = (keys: readonly NumberedKey[], says: object): string =>
  signBody(keys, JSON.stringify(says));

function signBody(keys: readonly NumberedKey[], body: string): string {
  const last = keys.toSorted((a, b) => b.kid - a.kid)[0];
  if (!last) throw new Error("there is no key that signs papers");
  const { jwk, key } = keyOf(last);
  const text = `${url(headOf(jwk.kid))}.${url(body)}`;
  return `${text}.${url(sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }))}`;
}

const isSignedBy = (key: KeyObject, text: string, signature: string): boolean =>
  verify(
    "sha256",
    Buffer.from(text),
    { key: createPublicKey(key), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );

/** What a paper of ours says. `forged`: it has the shape, and none of our keys signed it. Asks nobody: the keys are enough. */
export function readPaper(
  keys: readonly NumberedKey[],
  text: string,
): { kind: "genuine"; says: unknown } | { kind: "forged" | "unreadable" } {
  const [head, body, signature, ...more] = text.length > LONGEST ? [] : text.split(".");
  if (!head || !body || !signature || more.length > 0 || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text))
    return { kind: "unreadable" };
  try {
    const { alg, kid } = JSON.parse(Buffer.from(head, "base64url").toString("utf8"));
    const says: unknown = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
    const named = keys.map(keyOf).find(({ jwk }) => jwk.kid === kid);
    if (alg !== "ES256" || !named) return { kind: "forged" };
    return isSignedBy(named.key, `${head}.${body}`, signature)
      ? { kind: "genuine", says }
      : { kind: "forged" };
  } catch {
    return { kind: "unreadable" };
  }
}

/** A signature that stands under plain words, and the name of the key that made it. */
export type WordsSignature = { kid: string; signature: string };

/**
 * Signs plain words that people read as they are: the signature of a JWS (ES256) whose head names the key and whose body is
 * the words. Neither is written out, so that the words and the signature fit into a QR.
 */
export function signWords(keys: readonly NumberedKey[], words: string): WordsSignature {
  const [head = "", , signature = ""] = signBody(keys, words).split(".");
  return { kid: JSON.parse(Buffer.from(head, "base64url").toString("utf8")).kid, signature };
}

/** Whether those words were signed by a key of ours. `unknown-key`: it is none of ours. */
export function checkWords(
  keys: readonly NumberedKey[],
  words: string,
  { kid, signature }: WordsSignature,
): "genuine" | "forged" | "unknown-key" {
  const named = keys.map(keyOf).find(({ jwk }) => jwk.kid === kid);
  if (!named) return "unknown-key";
  return isSignedBy(named.key, `${url(headOf(kid))}.${url(words)}`, signature) ? "genuine" : "forged";
}
