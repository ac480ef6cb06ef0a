import { ALWAYS, type DayNumber, NEVER, plus, ruleDay } from "./calendar.ts";
import type { Facts, GivenDose } from "./facts.ts";
import type { JudgedDose } from "./judged-dose.ts";
import type { SeriesDose, Skip, SkipCondition } from "./pack.ts";
import { isInAgeWindow, isInForce } from "./rules-index.ts";
import { yearsToSeason } from "./season.ts";

/** What a skip may look at: doses given before, as this series judged them, and series groups already complete. */
export type Past = {
  facts: Facts;
  /** Every earlier dose of the person, of whatever vaccine. */
  given: readonly GivenDose[];
  /** Earlier doses with the antigen, judged in this series. */
  judged: readonly JudgedDose[];
  completed: Completed;
};

/** Series groups of the antigen that are complete, with the doses that completed them. */
export type Completed = ReadonlyMap<string, ReadonlySet<GivenDose>>;

type Count = Extract<SkipCondition, { kind: "count" }>;

/** CONDSKIP-1: how many doses such a condition counts. */
function countDoses(condition: Count, past: Past, years: number): number {
  const { vaccines } = condition;
  const moved = (day: string) => plus(ruleDay(day), `${years} years`);
  const starts = condition.startsOn === undefined ? ALWAYS : moved(condition.startsOn);
  const ends = condition.endsOn === undefined ? NEVER : moved(condition.endsOn);
  const counts = (dose: GivenDose) =>
    (vaccines === undefined || vaccines.includes(dose.vaccine)) &&
    isInAgeWindow(dose.on, past.facts.bornOn, condition) &&
    dose.on >= starts &&
    dose.on < ends;
  if (condition.only === "valid")
    return past.judged.filter(({ dose, status }) => status === "valid" && counts(dose)).length;
  // A dose of another antigen counts only where the condition names its vaccine.
  const any = vaccines === undefined ? past.judged.map(({ dose }) => dose) : past.given;
  return any.filter(counts).length;
}

/** Tables 6-6 to 6-9. */
function isMet(condition: SkipCondition, on: DayNumber, past: Past, years: number): boolean {
  switch (condition.kind) {
    case "age":
      return isInAgeWindow(on, past.facts.bornOn, condition);
    case "completed-series":
      return past.given.some((dose) => past.completed.get(condition.group)?.has(dose));
    case "interval": {
      // CALCDTSKIP-5: from the immediately previous dose.
      const previous = past.judged.at(-1);
      return previous !== undefined && on >= plus(previous.dose.on, condition.interval);
    }
    case "count": {
      const count = countDoses(condition, past, years);
      if (condition.than === "more") return count > condition.count;
      if (condition.than === "fewer") return count < condition.count;
      return count === condition.count;
    }
  }
}

/** Tables 6-10 and 6-11. */
function applies(skip: Skip, on: DayNumber, past: Past, years: number): boolean {
  const setIsMet = (set: Skip["sets"][number]) =>
    isInForce(on, set) && set.conditions[set.needs]((condition) => isMet(condition, on, past, years));
  return skip.sets[skip.needs](setIsMet);
}

/**
 * CDSi 6.2 and 7.1: whether a target dose is not needed. `on` is the day of the dose being judged, the day of the
 * forecast, or, when a forecast is validated (7.6), its earliest day (CONDSKIP-2).
 */
export function canBeSkipped(
  target: SeriesDose,
  when: "evaluation" | "forecast",
  on: DayNumber,
  past: Past,
): boolean {
  // The dates of a seasonal dose's conditions move with its season.
  const years = yearsToSeason(target.season, on);
  return (target.skips ?? []).some(
    (skip) => (skip.when === when || skip.when === "both") && applies(skip, on, past, years),
  );
}
