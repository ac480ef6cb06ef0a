/** Số thẻ BHYT read by its places: XX Y ZZ and ten digits. */
export type CardParts = {
  /** Object group, two letters. */
  group: string;
  /** Benefit digit 1–5: a hint of the benefit, never a rate to reckon with. */
  benefit: "1" | "2" | "3" | "4" | "5";
  socialInsuranceNumber: string;
};

/** Null for the newer cards, which show the ten digits alone, and for anything else. */
export function readCard(cardNumber: string): CardParts | null {
  const found = /^([A-Z]{2})([1-5])\d{2}(\d{10})$/.exec(cardNumber);
  if (!found) return null;
  const [, group = "", benefit = "", socialInsuranceNumber = ""] = found;
  return { group, benefit: benefit as CardParts["benefit"], socialInsuranceNumber };
}

/** DN 4 51 51 0000 0001: in groups that can be read aloud. */
export function spelledCard(cardNumber: string): string {
  const found = /^([A-Z]{2})([1-5])(\d{2})(\d{2})(\d{4})(\d{4})$/.exec(cardNumber);
  return found ? found.slice(1).join(" ") : cardNumber;
}

/** Whether a card is good on a day, as far as its dates say. */
export function standingOf(
  card: { validFrom: string; validTo: string | null },
  today: string,
): "valid" | "expired" | "not-yet" {
  if (card.validFrom > today) return "not-yet";
  return card.validTo !== null && card.validTo < today ? "expired" : "valid";
}

/** What the insurance's look-up can answer about a card. */
export const CHECK_OUTCOMES = [
  "valid",
  "replaced",
  "expired",
  "not-found",
  "name-differs",
  "birth-date-differs",
  "revoked",
  "reduced",
  "no-card-yet",
  "other",
] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** How often one person may ask: each question goes out to another system. */
export const CHECKS_PER_HOUR = 5;
