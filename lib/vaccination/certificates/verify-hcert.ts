import { decodeBase45 } from "./base45.ts";
import { asJson, type CborMap, type CborValue, decodeCbor } from "./cbor.ts";
import { isSignedBy, readSignedMessage, type SignedMessage } from "./cose-sign1.ts";
import { DccContent, type DccEntry } from "./dcc-content.ts";
import { inflate } from "./inflate.ts";
import { PROOF_KIND, PROOF_SUBCLAIM, ProofContent } from "./proof-content.ts";
import { revocationMark } from "./revocation-mark.ts";
import type { Trust } from "./trust.ts";
import { momentAt, NotValid, unread, type Verdict } from "./verdict.ts";
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
async function signerOf(message: SignedMessage, trust: Trust): Promise<Trust["hcert"][number]> {
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

/** What is certified, and how it must look: EU DCC, or our own proof of routine doses. */
type Health = { content: CborMap; shape: typeof DccContent | typeof ProofContent; entries: DccEntry[] };

function healthOf(claims: CborMap): Health {
  const health = claims.get(HEALTH);
  if (!(health instanceof Map)) throw new NotValid("malformed");
  const dcc = health.get(EU_DCC);
  if (dcc instanceof Map) {
    const entries = (["v", "t", "r"] as const).filter((entry) => dcc.get(entry) != null);
    return { content: dcc, shape: DccContent, entries };
  }
  if (health.has(EU_DCC)) throw new NotValid("malformed");
  const proof = health.get(PROOF_SUBCLAIM);
  if (proof instanceof Map && proof.get("kind") === PROOF_KIND)
    return { content: proof, shape: ProofContent, entries: ["v"] };
  throw new NotValid("unsupported");
}

/** The identifiers of a certificate as lists of revocations name them: the first 16 bytes of their SHA-256, in base64. */
async function marksOf(content: CborMap): Promise<string[]> {
  const entries = [content, ...["v", "t", "r"].flatMap((group) => content.get(group) ?? [])];
  const named = entries.flatMap((entry) => (entry instanceof Map ? (entry.get("ci") ?? []) : []));
  return Promise.all(named.filter((ci) => typeof ci === "string").map(revocationMark));
}

/** Whether a certificate that names usages names one for what is in the content. */
function maySign(certificate: SigningCertificate, entries: readonly DccEntry[]): boolean {
  const named = certificate.usages.filter((usage) => restricting.includes(usage));
  if (named.length === 0) return true;
  return entries.every((entry) => named.some((usage) => usages[entry].includes(usage)));
}

const timesOf = (claims: CborMap) =>
  [ISSUED, NOT_BEFORE, EXPIRES].map((claim) => momentOf(claims.get(claim)));

function checkTimes([issued, notBefore, expires]: (number | null)[], at: Date): void {
  const now = at.getTime() / 1000;
  if ((issued ?? notBefore ?? now) > now || (notBefore ?? now) > now) throw new NotValid("not-yet-valid");
  if (expires != null && expires < now) throw new NotValid("expired");
}

/**
 * Verifies an HCERT (EU Digital COVID Certificate, HC1): base45, zlib, COSE and CWT layers, a trusted certificate by its
 * kid, signature, key usage, schema, revocation, times, in this order. The first that fails is the verdict.
 */
export async function verifyHcert(text: string, trust: Trust, at: Date): Promise<Verdict> {
  const verdict = unread("hcert");
  try {
    if (!text.startsWith("HC1:")) throw new NotValid("unsupported");
    if (text.length > MAX_TEXT) throw new NotValid("malformed");
    const message = readSignedMessage(await inflate(decodeBase45(text.slice(4)), "deflate", MAX_UNPACKED));
    const claims = claimsOf(message.payload);
    const issuer = claims.get(ISSUER);
    verdict.issuer = typeof issuer === "string" ? issuer : null;
    const health = healthOf(claims);
    const certificate = await signerOf(message, trust);
    verdict.signer = certificate.name;
    if (!maySign(certificate, health.entries)) throw new NotValid("wrong-key-usage");
    const content = asJson(health.content);
    if (!health.shape.safeParse(content).success) throw new NotValid("schema");
    const marks = certificate.revoked.size > 0 ? await marksOf(health.content) : [];
    if (marks.some((mark) => certificate.revoked.has(mark))) throw new NotValid("revoked");
    const times = timesOf(claims);
    verdict.from = momentAt(times[0] ?? times[1]);
    verdict.until = momentAt(times[2]);
    checkTimes(times, at);
    return { ...verdict, valid: true, reason: "ok", content };
  } catch (error) {
    if (error instanceof NotValid) return { ...verdict, reason: error.reason };
    throw error;
  }
}
