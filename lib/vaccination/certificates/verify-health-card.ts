import * as z from "zod/mini";
import { inflate } from "./inflate.ts";
import type { IssuerKey, Trust } from "./trust.ts";
import { type Bytes, momentAt, NotValid, unread, type Verdict } from "./verdict.ts";

const MAX_UNPACKED = 4_194_304;

const text = z.optional(z.string());
const Header = z.object({ alg: text, zip: text, kid: text });

/** Seconds; a number of milliseconds would lie thousands of years ahead, and the card never expire. */
const ending = z.number().check(z.minimum(0), z.maximum(1e11));
const HEALTH_CARD = "https://smarthealth.cards#health-card";

const Bundle = z.looseObject({
  resourceType: z.literal("Bundle"),
  // A patient summary is a document.
  type: z.enum(["collection", "document"]),
  entry: z
    .array(z.looseObject({ resource: z.looseObject({ resourceType: z.string().check(z.minLength(1)) }) }))
    .check(z.minLength(1)),
});

const Content = z.object({
  iss: z.string(),
  nbf: z.number().check(z.minimum(0)),
  exp: z.optional(ending),
  vc: z.object({
    type: z.array(z.string()).check(z.refine((types) => types.includes(HEALTH_CARD))),
    credentialSubject: z.object({
      fhirVersion: z.string().check(z.regex(/^4\.\d+\.\d+$/)),
      fhirBundle: Bundle,
    }),
    rid: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,24}$/))),
  }),
});
export type HealthCardContent = z.infer<typeof Content>;

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** By how many letters are left over: how many bits of the last one belong to no byte, and must be nought. */
const looseBits = [1, 0, 16, 4];

/** Base64url, strictly: no padding, no other letter, no loose bits. */
function decodeBase64Url(text: string): Bytes {
  const left = text.length % 4;
  const last = LETTERS.indexOf(text.at(-1) ?? "");
  if (!/^[A-Za-z0-9_-]+$/.test(text) || left === 1 || last % (looseBits[left] ?? 1) !== 0)
    throw new NotValid("malformed");
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

function encodeBase64Url(bytes: Uint8Array): string {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function readJson(bytes: Bytes): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw new NotValid("malformed");
  }
}

/** RFC 7638: a key's own name. */
async function thumbprint({ crv, kty, x, y }: IssuerKey): Promise<string> {
  const canonical = new TextEncoder().encode(JSON.stringify({ crv, kty, x, y }));
  return encodeBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", canonical)));
}

/** Whether a key may sign health cards: P-256, and by its own word for nothing else. */
const isCardKey = ({ kty, crv, use = "sig", alg = "ES256" }: IssuerKey): boolean =>
  kty === "EC" && crv === "P-256" && use === "sig" && alg === "ES256";

/** The issuer's key of that name. A key that bears another name than its own thumbprint is nobody's. */
async function keyNamed(kid: string, keys: readonly IssuerKey[]): Promise<CryptoKey> {
  for (const key of keys) {
    const isNamed = isCardKey(key) && (key.kid ?? kid) === kid && (await thumbprint(key)) === kid;
    if (!isNamed) continue;
    const { kty, crv, x, y } = key;
    try {
      const ecdsa = { name: "ECDSA", namedCurve: "P-256" };
      return await crypto.subtle.importKey("jwk", { kty, crv, x, y }, ecdsa, false, ["verify"]);
    } catch {
      // A point that is not on the curve is no key.
    }
  }
  throw new NotValid("untrusted-issuer");
}

function isRevoked({ nbf, vc }: HealthCardContent, kid: string, issuer: Trust["shc"][string]): boolean {
  if (vc.rid === undefined) return false;
  return issuer.revocations.some(
    (list) =>
      list.kid === kid &&
      list.rids.some((entry) => {
        const [rid, before] = entry.split(".");
        return rid === vc.rid && (before === undefined || nbf < Number(before));
      }),
  );
}

const issuerOf = (content: unknown): string | null =>
  typeof content === "object" && content !== null && "iss" in content && typeof content.iss === "string"
    ? content.iss
    : null;

/** An address of https without a slash at its end; a book on this very computer may do without the s. */
const isIssuerAddress = (iss: string) =>
  /^(https:\/\/[^\s?#]*|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/[^\s?#]*)?)$/.test(iss) &&
  !iss.endsWith("/");

/**
 * Verifies a SMART Health Card as a JWS: header, unpacked content, the issuer's key by its thumbprint, signature,
 * schema, revocation and times, in this order. The first that fails is the verdict.
 */
export async function verifyHealthCard(jws: string, trust: Trust, at: Date): Promise<Verdict> {
  const verdict = unread("shc");
  try {
    const [head = "", body = "", tail = "", ...more] = jws.split(".");
    if (more.length > 0) throw new NotValid("malformed");
    const header = Header.safeParse(readJson(decodeBase64Url(head)));
    if (!header.success) throw new NotValid("malformed");
    const { alg, zip, kid } = header.data;
    // The one algorithm of health cards: a card that names another, or none, is never tried.
    if (alg !== "ES256" || zip !== "DEF") throw new NotValid("unsupported");
    if (!kid) throw new NotValid("malformed");
    const signature = decodeBase64Url(tail);
    const content = readJson(await inflate(decodeBase64Url(body), "deflate-raw", MAX_UNPACKED));
    verdict.issuer = issuerOf(content);
    const iss = verdict.issuer ?? "";
    const issuer = isIssuerAddress(iss) && Object.hasOwn(trust.shc, iss) ? trust.shc[iss] : undefined;
    if (!issuer) throw new NotValid("untrusted-issuer");
    verdict.signer = issuer.name ?? null;
    const key = await keyNamed(kid, issuer.keys);
    const signed = new TextEncoder().encode(`${head}.${body}`);
    if (!(await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, signed)))
      throw new NotValid("bad-signature");
    const card = Content.safeParse(content);
    if (!card.success) throw new NotValid("schema");
    verdict.from = momentAt(card.data.nbf);
    verdict.until = momentAt(card.data.exp);
    if (isRevoked(card.data, kid, issuer)) throw new NotValid("revoked");
    const now = at.getTime() / 1000;
    if (card.data.nbf > now) throw new NotValid("not-yet-valid");
    if (card.data.exp !== undefined && card.data.exp < now) throw new NotValid("expired");
    return { ...verdict, valid: true, reason: "ok", content };
  } catch (error) {
    if (error instanceof NotValid) return { ...verdict, reason: error.reason };
    throw error;
  }
}
