import type { Day } from "#lib/platform/clock.ts";
import { type DeclaredVaccine, declaredVaccines } from "./declared-vaccines.data.ts";
import { type Dose, kindOfDose, mayBeOneDose } from "./dose-rules.ts";

/** How a declared dose stands: as its case does. `arrived`: a source sent it meanwhile. */
export const DECLARED_STANDINGS = ["waiting", "confirmed", "refused", "withdrawn", "arrived"] as const;
export type DeclaredStanding = (typeof DECLARED_STANDINGS)[number];

/** What is asked of a missing dose, one page each; the photo and the look at all of it come after. */
export const declareQuestions = ["vaccine", "day", "place", "lot"] as const;
export type DeclareQuestion = (typeof declareQuestions)[number];

/** What was answered so far. An empty text is “Tôi không biết”; what is missing was not asked yet. */
export type DeclareAnswers = {
  /** One of `declaredVaccines`, or `other`. */
  vaccine?: string;
  /** The name that stands on the paper. */
  product?: string;
  /** `2024`, `2024-12`, `2024-12-16`. */
  givenOn?: string;
  place?: string;
  placeCode?: string;
  lot?: string;
  doseNumber?: string;
};

/** Whether a word is one of the vaccines that are asked for. */
export const isDeclaredVaccine = (name: string): name is DeclaredVaccine =>
  Object.hasOwn(declaredVaccines, name);

/** The first question that is not answered; null when all are. */
export function firstUnanswered(answers: DeclareAnswers): DeclareQuestion | null {
  if (!answers.vaccine) return "vaccine";
  if (!answers.givenOn) return "day";
  if (answers.place === undefined) return "place";
  return answers.lot === undefined ? "lot" : null;
}

export type DayParts = { day: string; month: string; year: string };
export type DayFault = "no-day" | "future" | "before-birth";

/**
 * The day of a dose as far as it is known, between birth and today. A year of birth alone bounds it by its year.
 */
export function declaredDay(
  parts: DayParts,
  birthDate: string,
  today: Day,
): { on: string } | { fault: DayFault } {
  const [year, month, day] = [parts.year, parts.month, parts.day].map((text) => text.trim());
  const padded = [year, month?.padStart(2, "0"), day?.padStart(2, "0")].filter(
    (part) => part && part !== "00",
  );
  const on = padded.join("-");
  if (!/^(19|20)\d{2}(-\d{2}(-\d{2})?)?$/.test(on) || (day && !month)) return { fault: "no-day" };
  const [y = 0, m = 1, d = 1] = on.split("-").map(Number);
  const whole = new Date(Date.UTC(y, m - 1, d)).toISOString();
  if (!whole.startsWith(on)) return { fault: "no-day" };
  if (on > today.slice(0, on.length)) return { fault: "future" };
  const known = Math.min(on.length, birthDate.length);
  return on.slice(0, known) < birthDate.slice(0, known) ? { fault: "before-birth" } : { on };
}

/** A lot as it is printed: figures, letters and what joins them. At least one figure, or it is a word. */
export function readLot(text: string): { lot: string } | { fault: "lot" } {
  const lot = text.normalize("NFC").replace(/\s+/g, " ").trim().toUpperCase();
  if (lot === "") return { lot };
  return /^[A-Z0-9][A-Z0-9 ./-]{1,29}$/.test(lot) && /\d/.test(lot) ? { lot } : { fault: "lot" };
}

/** Which dose of a series it was: 1 to 20, or nothing. */
export function readDoseNumber(text: string): { number: number | null } | { fault: "number" } {
  const said = text.trim();
  if (said === "") return { number: null };
  const number = Number(said);
  return /^\d{1,2}$/.test(said) && number >= 1 && number <= 20 ? { number } : { fault: "number" };
}

/** A vaccine and the day on which somebody says it was given. */
export type Declared = { vaccineCode: string; antigens: string[]; givenOn: string };

const DAY_MS = 86_400_000;
const daysApart = (a: Day, b: Day) => Math.abs(Date.parse(a) - Date.parse(b)) / DAY_MS;
/** A dose of that kind this near to another is more likely the same with a slip of the pen. A number of ours. */
const NEAR_DAYS = 14;

/**
 * Mũi này đã có: the dose of the book that somebody is about to declare again. `same`: of that day and against the same
 * diseases, however it is spelt. `near`: of that kind within some days, or within the month or the year that is known.
 */
export function alreadyThere(
  doses: readonly Dose[],
  declared: Declared,
): { is: "same" | "near"; dose: Dose } | null {
  const counted = doses.filter(({ standing }) => standing !== "withdrawn");
  const on = declared.givenOn;
  const same =
    on.length === 10
      ? counted.find((dose) => dose.givenOn === on && mayBeOneDose(declared, dose))
      : undefined;
  if (same) return { is: "same", dose: same };
  const kind = kindOfDose(declared);
  const near = counted.find(
    (dose) =>
      kindOfDose(dose) === kind &&
      (on.length === 10 ? daysApart(dose.givenOn, on) <= NEAR_DAYS : dose.givenOn.startsWith(on)),
  );
  return near ? { is: "near", dose: near } : null;
}
