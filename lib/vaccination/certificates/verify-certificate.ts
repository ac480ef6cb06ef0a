import { cardsOfNumericCodes } from "./numeric-code.ts";
import type { Trust } from "./trust.ts";
import { NotValid, unread, type Verdict } from "./verdict.ts";
import { verifyHcert } from "./verify-hcert.ts";
import { verifyHealthCard } from "./verify-health-card.ts";

/** A file of cards is some thousands of letters; more than a million is not read. */
const MAX_TEXT = 1_048_576;
const MAX_CARDS = 50;

const refused = (kind: Verdict["kind"], reason: Verdict["reason"]): Verdict => ({ ...unread(kind), reason });

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

/** Several cards are as good as the first of them that is not; what they say is a list. */
async function verifyCards(cards: readonly string[], trust: Trust, at: Date): Promise<Verdict> {
  let last = refused("shc", "malformed");
  const contents: unknown[] = [];
  for (const card of cards) {
    last = await verifyHealthCard(card.trim(), trust, at);
    if (!last.valid) return last;
    contents.push(last.content);
  }
  return contents.length > 1 ? { ...last, content: contents } : last;
}

async function verifyNumericCodes(text: string, trust: Trust, at: Date): Promise<Verdict> {
  try {
    return await verifyCards(cardsOfNumericCodes(text), trust, at);
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
  if (text.startsWith("{")) return verifyCards(cardsOfFile(text), trust, at);
  if (/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/.test(text)) return verifyHealthCard(text, trust, at);
  return refused(null, "malformed");
}
