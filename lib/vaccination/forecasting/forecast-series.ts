import type { DayNumber } from "./calendar.ts";
import { type Completed, canBeSkipped, type Past } from "./conditional-skip.ts";
import { isContraindicated } from "./contraindications.ts";
import type { Facts } from "./facts.ts";
import { type Dates, forecastDates, maximumAgeDay } from "./forecast-dates.ts";
import { isImmune } from "./immunity.ts";
import type { AntigenRules } from "./pack.ts";
import type { Rules } from "./rules-index.ts";
import { seasonStart } from "./season.ts";
import type { TargetDose, Walk } from "./walk-series.ts";

export type SeriesStatus =
  | "not-complete"
  | "complete"
  | "immune"
  | "contraindicated"
  | "aged-out"
  | "not-recommended";

/** What comes next on one series. */
export type SeriesForecast = {
  walk: Walk;
  status: SeriesStatus;
  /** The target dose that is due, with its number among the doses that count; null unless not complete. */
  next: { target: TargetDose; doseNumber: number; dates: Dates } | null;
};

/** FORECASTDN-1: doses that count so far, and one; of a seasonal series only those of this season. */
function forecastDoseNumber(walk: Walk, on: DayNumber): number {
  const met = walk.targets.filter(({ rules, state, metBy }) => {
    if (state !== "met" || !metBy) return false;
    return !rules.season || metBy.dose.on >= seasonStart(rules.season, on);
  });
  return met.length + 1;
}

/** CDSi 7.1 and 7.6: passes over target doses that will not be needed on a day. */
function skipOn(on: DayNumber, walk: Walk, past: Past): void {
  for (;;) {
    const target = walk.targets[walk.next];
    if (!target || !canBeSkipped(target.rules, "forecast", on, past)) return;
    target.state = "skipped";
    walk.next += 1;
  }
}

/**
 * CDSi 7: forecasts the next target dose of a series. Table 7-10 gives no order among its refusals; immunity, then a
 * contraindication, then completion is what its columns allow and what the published cases expect. A season is never
 * over (see season.ts): its end leads to the next one.
 */
export function forecastSeries(
  walk: Walk,
  antigen: AntigenRules,
  facts: Facts,
  rules: Rules,
  completed: Completed,
): SeriesForecast {
  const ended = (status: SeriesStatus): SeriesForecast => ({ walk, status, next: null });
  const past: Past = { facts, given: facts.doses, judged: walk.judged, completed };
  if (isImmune(antigen, facts)) return ended("immune");
  skipOn(facts.assessedOn, walk, past);
  if (isContraindicated(antigen, walk.targets[walk.next]?.rules, facts)) return ended("contraindicated");
  for (;;) {
    const target = walk.targets[walk.next];
    if (!target)
      return ended(walk.targets.some(({ state }) => state === "met") ? "complete" : "not-recommended");
    const tooOld = maximumAgeDay(target, facts);
    if (tooOld !== null && facts.assessedOn >= tooOld) return ended("aged-out");
    const dates = forecastDates(walk, target, facts, rules);
    if (!dates || (tooOld !== null && dates.earliest >= tooOld)) return ended("aged-out");
    // 7.6: a forecast that its own earliest day would make needless is made anew for the next target dose.
    const at = walk.next;
    skipOn(dates.earliest, walk, past);
    if (walk.next > at) continue;
    const doseNumber = forecastDoseNumber(walk, facts.assessedOn);
    return { walk, status: "not-complete", next: { target, doseNumber, dates } };
  }
}
