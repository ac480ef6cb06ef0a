import { ageOn, dayOf, monthOf, yearOf, ymd } from "./calendar.ts";
import type { Encounter } from "./encounter.ts";
import type { Person } from "./people.ts";
import type { Random } from "./random.ts";

/** What goes wrong with real files, and in which share of the dossiers. README.md says what the intake makes of each. */
export const mistakeRates = {
  "sum-dropped": 0.004,
  "field-missing": 0.008,
  "unknown-code": 0.003,
  "out-of-order": 0.001,
  "name-without-marks": 0.012,
  "name-decomposed": 0.006,
  "year-only": 0.005,
  "birth-day-slip": 0.003,
  "wrong-number": 0.0015,
  "number-left-out": 0.01,
  "sent-again": 0.006,
  corrected: 0.006,
  "part-again": 0.002,
} as const;

export type Mistake = keyof typeof mistakeRates;
const all = Object.entries(mistakeRates) as [Mistake, number][];

/** Told before, under the own number: only then can a slip be told from the truth. */
const isKnown = (person: Person, period: number) => person.toldIn >= 0 && person.toldIn < period;

/** Somebody of the household whose number may be typed by mistake. */
export function mistakenFor(person: Person, household: readonly Person[], period: number): Person | null {
  const different = (other: Person) =>
    yearOf(other.bornOn) !== yearOf(person.bornOn) && other.name !== person.name;
  return (
    household.find(
      (other) => other !== person && other.personalId && isKnown(other, period) && different(other),
    ) ?? null
  );
}

function mayHappen(
  mistake: Mistake,
  encounter: Encounter,
  household: readonly Person[],
  at: { period: number; last: number; old: boolean },
) {
  const { person, results, careKind, underMother } = encounter;
  const day = dayOf(encounter.arrivedAt);
  const known =
    isKnown(person, at.period) && person.personalId !== null && !underMother && day >= person.numberedFrom;
  const again = at.period < at.last;
  switch (mistake) {
    case "birth-day-slip": {
      const [month, date] = [monthOf(person.bornOn), Number(ymd(person.bornOn).slice(6))];
      return (
        known && !at.old && !person.yearOnly && date <= 12 && date !== month && ageOn(person.bornOn, day) >= 2
      );
    }
    case "wrong-number":
      return !at.old && ageOn(person.bornOn, day) >= 2 && mistakenFor(person, household, at.period) !== null;
    case "number-left-out":
      return known && !at.old && encounter.category !== "9";
    case "year-only":
      return ageOn(person.bornOn, day) >= 20;
    case "out-of-order":
      return careKind === "01";
    case "part-again":
      return again && known && !at.old && results.length > 0;
    case "sent-again":
    case "corrected":
      return again;
    case "field-missing":
      return !at.old;
    default:
      return true;
  }
}

/** The mistake that a facility makes with a dossier, if any. */
export function mistakeIn(
  random: Random,
  encounter: Encounter,
  household: readonly Person[],
  at: { period: number; last: number; old: boolean },
  clumsiness: number,
): Mistake | null {
  let left = random.next();
  for (const [mistake, rate] of all) {
    left -= rate * clumsiness;
    if (left < 0) return mayHappen(mistake, encounter, household, at) ? mistake : null;
  }
  return null;
}
