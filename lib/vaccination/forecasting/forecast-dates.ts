import { agesInForce } from "./age.ts";
import { type DayNumber, latestOf, plus } from "./calendar.ts";
import type { Facts } from "./facts.ts";
import { intervalsInForce, referenceDay } from "./intervals.ts";
import type { Interval } from "./pack.ts";
import type { Rules } from "./rules-index.ts";
import { seasonStart } from "./season.ts";
import { conflictEnd } from "./vaccine-conflict.ts";
import { metOn, type TargetDose, type Walk } from "./walk-series.ts";

/** When a dose may be given, should be, and is overdue. */
export type Dates = {
  earliest: DayNumber;
  recommended: DayNumber;
  pastDue: DayNumber | null;
  /** The last day on which it may be given. */
  latest: DayNumber | null;
};

type Span = "minimum" | "earliestRecommended" | "latestRecommended";

/** The latest day that intervals lead to by one of their spans (CALCDTINT-4, 5 and 6). */
function latestBy(span: Span, intervals: readonly (readonly [Interval, DayNumber])[]): DayNumber | null {
  return latestOf(
    intervals.map(([interval, from]) => (interval[span] === undefined ? null : plus(from, interval[span]))),
  );
}

/** The day from which on a person is too old for a target dose; null when there is none. */
export function maximumAgeDay(target: TargetDose, facts: Facts): DayNumber | null {
  const maximum = agesInForce(target.rules, facts.assessedOn)?.maximum;
  return maximum === undefined ? null : plus(facts.bornOn, maximum);
}

/**
 * CDSi 7.4 (FORECASTDTCAN-1) and 7.5 (FORECASTDT-1 to 6): the dates of the next target dose; null when nothing says
 * when it could be given, which table 7-9 takes for never.
 */
export function forecastDates(walk: Walk, target: TargetDose, facts: Facts, rules: Rules): Dates | null {
  const { bornOn, assessedOn } = facts;
  const ages = agesInForce(target.rules, assessedOn);
  const before = {
    facts,
    given: facts.doses,
    judged: walk.judged,
    metOn: (targetDose: number) => metOn(walk, targetDose),
  };
  const intervals = intervalsInForce(target.rules, assessedOn).flatMap((interval) => {
    const from = referenceDay(interval, before);
    return from === null ? [] : [[interval, from] as const];
  });
  const byAge = (age: string | undefined) => (age === undefined ? null : plus(bornOn, age));
  const { season } = target.rules;

  const earliest = latestOf([
    byAge(ages?.minimum),
    latestBy("minimum", intervals),
    conflictEnd(target.rules, facts.doses, rules),
    season ? seasonStart(season, assessedOn) : null,
    // The most recent dose judged here, an inadvertent one too.
    walk.judged.at(-1)?.dose.on ?? null,
  ]);
  if (earliest === null) return null;

  const wanted = byAge(ages?.earliestRecommended) ?? latestBy("earliestRecommended", intervals) ?? earliest;
  const overdue = byAge(ages?.latestRecommended) ?? latestBy("latestRecommended", intervals);
  const tooOld = maximumAgeDay(target, facts);
  return {
    earliest,
    recommended: Math.max(earliest, wanted),
    pastDue: overdue === null ? null : Math.max(earliest, overdue - 1),
    latest: tooOld === null ? null : tooOld - 1,
  };
}
