import type { Part } from "#lib/consent/rules.ts";

/** How long a code is good, in minutes. A parameter of ours: long enough to read it out, too short to be passed on. */
export const CODE_MINUTES = 10;
/** After how many hours a book closes by itself that was opened for a visit. A parameter of ours. */
export const VISIT_HOURS = 4;
/** The longest that an emergency opening lasts, in hours; the database holds it. */
export const EMERGENCY_HOURS = 24;
/**
 * Working days within which the health authority answers a doubt: the reply to a request of the person whose data it is,
 * Decree 356/2025/NĐ-CP (31/12/2025), as law offices summarise it; the decree's own text was not at hand.
 */
export const ANSWER_WORKING_DAYS = 2;
/** The day by which a doubt that is raised today is answered; the database counts the same. Public holidays are not known. */
export function answerDay(today: string, days = ANSWER_WORKING_DAYS): string {
  const on = new Date(`${today}T00:00:00Z`);
  for (let left = days; left > 0; ) {
    on.setUTCDate(on.getUTCDate() + 1);
    if (on.getUTCDay() !== 0 && on.getUTCDay() !== 6) left -= 1;
  }
  return on.toISOString().slice(0, 10);
}
/** Which wording of the request stands on the page where a code is made; a change of the words is a new number. */
export const WORDING = "2026-11-26";

/** What a person may show for a visit, in the words of the page. */
export const shownParts = [
  "visits",
  "conditions",
  "medicines",
  "results",
  "history",
  "measurements",
] as const;
export type ShownPart = (typeof shownParts)[number];

const partsOf: Record<ShownPart, readonly Part[]> = {
  visits: ["encounters", "encounter"],
  conditions: ["conditions"],
  medicines: ["medicines"],
  results: ["results"],
  history: ["history"],
  measurements: ["measurements"],
};

/** The parts of the book behind what was chosen. */
export const bookPartsOf = (shown: readonly ShownPart[]): Part[] => shown.flatMap((one) => partsOf[one]);

/** What was chosen, from the parts of the book. */
export const shownOf = (parts: readonly string[]): ShownPart[] =>
  shownParts.filter((one) => partsOf[one].every((part) => parts.includes(part)));

/** Why a desk opens a book with the person's code. */
export const visitReasons = ["examination", "treatment", "vaccination", "advice"] as const;
export type VisitReason = (typeof visitReasons)[number];

/** What an officer may say of an opening that somebody doubted. */
export const doubtVerdicts = ["lawful", "not-lawful"] as const;
/** What an officer may say of an emergency. */
export const emergencyVerdicts = ["justified", "not-justified"] as const;

/** How our own QR begins; what follows is its secret. */
export const QR_PREFIX = "SSKBS1:";

/** What a scanned or typed text leads to. */
export type Sought =
  | { by: "qr"; token: string }
  | { by: "personal-id"; value: string }
  | { by: "insurance-card"; value: string };

/**
 * Reads what was scanned or typed: the QR of a code of ours, a personal id (12 digits), an insurance card (15 characters, or
 * the ten of its number). Of the QR on an identity or insurance card, whose fields are parted by strokes, the first counts.
 */
export function soughtOf(text: string): Sought | null {
  const trimmed = text.trim();
  const [, token] = /^SSKBS1:([0-9a-f]{40})$/i.exec(trimmed) ?? [];
  if (token) return { by: "qr", token: token.toLowerCase() };
  const first = (trimmed.split("|")[0] ?? "").replace(/[\s.-]/g, "").toUpperCase();
  if (/^\d{12}$/.test(first)) return { by: "personal-id", value: first };
  if (/^\d{10}$/.test(first)) return { by: "insurance-card", value: first };
  if (/^[A-Z]{2}\d{13}$/.test(first)) return { by: "insurance-card", value: first.slice(-10) };
  return null;
}

/** The digits of a code as they are shown: four and four. */
export const grouped = (code: string) => `${code.slice(0, 4)} ${code.slice(4)}`;

/** Whether an opening is over, and who ended it. */
export function endOf(
  opening: { endsAt: Date; endedAt: Date | null; endedBy: string | null },
  now: Date,
): { at: Date; by: "citizen" | "staff" | "time" } | null {
  if (opening.endedAt)
    return { at: opening.endedAt, by: opening.endedBy === "citizen" ? "citizen" : "staff" };
  return opening.endsAt <= now ? { at: opening.endsAt, by: "time" } : null;
}
