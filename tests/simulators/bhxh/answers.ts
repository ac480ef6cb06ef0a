import type { Card } from "./cards.ts";

/** What may be switched on, beside `normal`. */
export const scenarios = {
  valid: "every card is good",
  expired: "every card ended a month ago",
  replaced: "another card is used now",
  none: "no card is known",
  "wrong-name": "the name is another",
  "wrong-birth-date": "the birth date is another",
  revoked: "every card was taken back",
  unlisted: "a result code that no guide lists",
  slow: "answers after some seconds",
  down: "answers 503",
  garbage: "answers something that is no reply",
} as const;

/** A scenario by name. */
export type Scenario = keyof typeof scenarios | "normal";

/** Whether a text names a scenario. */
export const isScenario = (name: unknown): name is Scenario =>
  name === "normal" || (typeof name === "string" && Object.hasOwn(scenarios, name));

/** What somebody asks. */
export type Question = { maThe: string; hoTen: string; ngaySinh: string };

const codes: Partial<Record<Scenario, string>> = {
  valid: "000",
  expired: "010",
  replaced: "003",
  none: "050",
  "wrong-name": "060",
  "wrong-birth-date": "070",
  revoked: "110",
  unlisted: "999",
};

const eightDigits = (at: Date) => at.toISOString().slice(0, 10).replaceAll("-", "");
const inDays = (days: number) => eightDigits(new Date(Date.now() + days * 86_400_000));
const plain = (name: string) => name.normalize("NFC").toLocaleUpperCase("vi").replace(/\s+/g, " ").trim();

function codeFor(asked: Question, card: Card | undefined): string {
  if (!card) return "050";
  if (plain(card.name) !== plain(asked.hoTen)) return "060";
  const known = card.birth.endsWith("0000") || asked.ngaySinh.endsWith("0000") ? 4 : 8;
  if (card.birth.slice(0, known) !== asked.ngaySinh.slice(0, known)) return "070";
  return card.to !== "" && card.to < inDays(0) ? "010" : "000";
}

/** The reply to a question: as the books have it, or as the scenario wants it. */
export function replyTo(asked: Question, card: Card | undefined, scenario: Scenario) {
  const code = codes[scenario] ?? codeFor(asked, card);
  if (!["000", "003", "010"].includes(code)) return { maKetQua: code };
  const ended = scenario === "expired";
  return {
    maKetQua: code,
    maThe:
      scenario === "replaced"
        ? `${asked.maThe.slice(0, -1)}${asked.maThe.endsWith("9") ? 8 : 9}`
        : asked.maThe,
    gtTheTu: ended ? inDays(-395) : card?.from || inDays(-100),
    gtTheDen: ended ? inDays(-30) : scenario === "normal" ? card?.to || null : inDays(265),
    maDKBD: card?.facility || "51000",
  };
}
