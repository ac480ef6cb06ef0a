import { decodeBase45 } from "./base45.ts";
import { asJson, type CborMap, type CborValue, decodeCbor } from "./cbor.ts";
import { isSignedBy, readSignedMessage, type SignedMessage } from "./cose-sign1.ts";
import { DccContent, type DccEntry } from "./dcc-content.ts";
import { inflate } from "./inflate.ts";
import type { Trust } from "./trust.ts";
import { NotValid, type Verdict } from "./verdict.ts";
import type { SigningCertificate } from "./x509.ts";

/** A QR code holds 4,296 letters; a text of several times that is none. */
const MAX_TEXT = 32_768;
const MAX_UNPACKED = 262_144;

const [ISSUER, EXPIRES, NOT_BEFORE, ISSUED, HEALTH] = [1, 4, 5, 6, -260];
/** The subclaim of EU DCC; others of claim -260 are not ours to judge. */
const EU_DCC = 1;

/** Extended key usages by what they allow to sign; the second of each is the older number. */
const usages: Record<DccEntry, readonly string[]> = {
  t: ["1.3.6.1.4.1.1847.2021.1.1", "1.3.6.1.4.1.0.1847.2021.1.1"],
  v: ["1.3.6.1.4.1.1847.2021.1.2", "1.3.6.1.4.1.0.1847.2021.1.2"],
  r: ["1.3.6.1.4.1.1847.2021.1.3", "1.3.6.1.4.1.0.1847.2021.1.3"],
};
const restricting = Object.values(usages).flat();

const sameBytes = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/** The trusted certificate that signed; several may bear the same eight bytes. */
async function signerOf(message: SignedMessage, trust: Trust): Promise<SigningCertificate> {
  const named = trust.hcert.filter(({ kid }) => sameBytes(kid, message.kid));
  if (named.length === 0) throw new NotValid("untrusted-issuer");
  for (const certificate of named) if (await isSignedBy(message, certificate)) return certificate;
  throw new NotValid("bad-signature");
}

function claimsOf(payload: SignedMessage["payload"]): CborMap {
  const claims = decodeCbor(payload);
  if (!(claims instanceof Map)) throw new NotValid("malformed");
  return claims;
}

/** A moment in seconds; a claim of another kind is malformed. */
function momentOf(claim: CborValue): number | null {
  if (claim === undefined) return null;
  if (typeof claim !== "number" || !Number.isFinite(claim)) throw new NotValid("malformed");
  return claim;
}

function healthOf(claims: CborMap): CborMap {
  const health = claims.get(HEALTH);
  if (!(health instanceof Map)) throw new NotValid("malformed");
  if (!health.has(EU_DCC)) throw new NotValid("unsupported");
  const dcc = health.get(EU_DCC);
  if (!(dcc instanceof Map)) throw new NotValid("malformed");
  return dcc;
}

/** Whether a certificate that names usages names one for what is in the content. */
function maySign(certificate: SigningCertificate, content: CborMap): boolean {
  const named = certificate.usages.filter((usage) => restricting.includes(usage));
  if (named.length === 0) return true;
  const entries = (["v", "t", "r"] as const).filter((entry) => content.get(entry) != null);
  return entries.every((entry) => named.some((usage) => usages[entry].includes(usage)));
}

function checkTimes(claims: CborMap, at: Date): void {
  const now = at.getTime() / 1000;
  const [issued, notBefore, expires] = [ISSUED, NOT_BEFORE, EXPIRES].map((claim) =>
    momentOf(claims.get(claim)),
  );
  if ((issued ?? notBefore ?? now) > now || (notBefore ?? now) > now) throw new NotValid("not-yet-valid");
  if (expires != null && expires < now) throw new NotValid("expired");
}

/**
 * Verifies an HCERT (EU Digital COVID Certificate, HC1): base45, zlib, COSE and CWT layers, a trusted certificate by its
 * kid, signature, key usage, schema, times, in this order. The first that fails is the verdict.
 */
export async function verifyHcert(text: string, trust: Trust, at: Date): Promise<Verdict> {
  const verdict: Verdict = { kind: "hcert", valid: false, reason: "ok", issuer: null, content: null };
  try {
    if (!text.startsWith("HC1:")) throw new NotValid("unsupported");
    if (text.length > MAX_TEXT) throw new NotValid("malformed");
    const message = readSignedMessage(await inflate(decodeBase45(text.slice(4)), "deflate", MAX_UNPACKED));
    const claims = claimsOf(message.payload);
    const issuer = claims.get(ISSUER);
    verdict.issuer = typeof issuer === "string" ? issuer : null;
    const health = healthOf(claims);
    const certificate = await signerOf(message, trust);
    if (!maySign(certificate, health)) throw new NotValid("wrong-key-usage");
    const content = asJson(health);
    if (!DccContent.safeParse(content).success) throw new NotValid("schema");
    checkTimes(claims, at);
    return { ...verdict, valid: true, content };
  } catch (error) {
    if (error instanceof NotValid) return { ...verdict, reason: error.reason };
    throw error;
  }
}
