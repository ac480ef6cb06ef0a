import { jwsOfNumericCodes } from "./numeric-code.ts";
import type { Trust } from "./trust.ts";
import { NotValid, type Verdict } from "./verdict.ts";
import { verifyHcert } from "./verify-hcert.ts";
import { verifyHealthCard } from "./verify-health-card.ts";

/** A file of cards is some thousands of letters; more than a million is not read. */
const MAX_TEXT = 1_048_576;
const MAX_CARDS = 50;

const refused = (kind: Verdict["kind"], reason: Verdict["reason"]): Verdict => ({
  kind,
  valid: false,
  reason,
  issuer: null,
  content: null,
});

/** The cards in the content of a `.smart-health-card` file. */
function cardsOfFile(text: string): string[] {
  try {
    const file: unknown = JSON.parse(text);
    if (typeof file !== "object" || file === null || !("verifiableCredential" in file)) return [];
    const cards = file.verifiableCredential;
    const isText = (card: unknown): card is string => typeof card === "string";
    return Array.isArray(cards) && cards.length <= MAX_CARDS && cards.every(isText) ? cards : [];
  } catch {
    return [];
  }
}

async function verifyFile(text: string, trust: Trust, at: Date): Promise<Verdict> {
  const cards = cardsOfFile(text);
  let last = refused("shc", "malformed");
  for (const card of cards) {
    last = await verifyHealthCard(card.trim(), trust, at);
    if (!last.valid) return last;
  }
  return last;
}

async function verifyNumericCodes(text: string, trust: Trust, at: Date): Promise<Verdict> {
  try {
    return await verifyHealthCard(jwsOfNumericCodes(text), trust, at);
  } catch (error) {
    if (error instanceof NotValid) return refused("shc", error.reason);
    throw error;
  }
}

/**
 * Kiểm tra một chứng nhận: an HCERT (`HC1:…`), a SMART Health Card (`shc:/…`, a JWS, or a file of several, which is
 * valid when all are). It needs no network and no server: whom to trust and the moment are given.
 */
export async function verifyCertificate(given: string, trust: Trust, at: Date): Promise<Verdict> {
  if (given.length > MAX_TEXT) return refused(null, "malformed");
  const text = given.trim();
  if (/^HC\d:/i.test(text)) return verifyHcert(text, trust, at);
  if (/^shc:\//i.test(text)) return verifyNumericCodes(text, trust, at);
  if (text.startsWith("{")) return verifyFile(text, trust, at);
  if (/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/.test(text)) return verifyHealthCard(text, trust, at);
  return refused(null, "malformed");
}
