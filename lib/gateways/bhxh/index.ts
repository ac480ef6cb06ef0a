import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { type CardQuestion, CardReply, outcomeOf } from "./wire.ts";

/** What BHXH says of a card, in our words. `code` is its own, for whoever has to ask there. */
export type CardAnswer = {
  outcome: (typeof outcomeOf)[keyof typeof outcomeOf] | "other";
  code: string;
  /** The card that BHXH names: with `replaced`, the one that is used now. */
  card: string | null;
  validFrom: string | null;
  validTo: string | null;
  registeredFacility: string | null;
};

const WAIT_MS = 5_000;

/** 1962-03 → 19620300: what is not known is zeros, as in a claim. */
const digitsOf = (birthDate: string) => birthDate.replaceAll("-", "").padEnd(8, "0");

function dayFrom(digits: string | null | undefined): string | null {
  if (!digits) return null;
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  const read = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(read.getTime()) || !read.toISOString().startsWith(day)) throw new RangeError("not a day");
  return day;
}

const isListed = (code: string): code is keyof typeof outcomeOf => Object.hasOwn(outcomeOf, code);

async function ask(address: string, question: CardQuestion, waitMs: number) {
  const response = await fetch(`${address.replace(/\/+$/, "")}/cards`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question),
    signal: AbortSignal.timeout(waitMs),
    cache: "no-store",
    redirect: "error",
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return CardReply.parse(await response.json());
}

/** Tra thẻ BHYT: asks BHXH about one card of one person. Throws GatewayUnavailable, nothing else. */
export async function lookUpCard(
  address: string,
  person: { cardNumber: string; name: string; birthDate: string },
  waitMs = WAIT_MS,
): Promise<CardAnswer> {
  try {
    const question = {
      maThe: person.cardNumber,
      hoTen: person.name,
      ngaySinh: digitsOf(person.birthDate),
    };
    const { maKetQua, maThe, gtTheTu, gtTheDen, maDKBD } = await ask(address, question, waitMs);
    return {
      outcome: isListed(maKetQua) ? outcomeOf[maKetQua] : "other",
      code: maKetQua,
      card: maThe || null,
      validFrom: dayFrom(gtTheTu),
      validTo: dayFrom(gtTheDen),
      registeredFacility: maDKBD || null,
    };
  } catch (error) {
    throw new GatewayUnavailable("bhxh", error);
  }
}
