import { ALWAYS, type DayNumber, plus, plusOr } from "./calendar.ts";
import type { Facts, GivenDose } from "./facts.ts";
import type { JudgedDose } from "./judged-dose.ts";
import type { Interval, SeriesDose } from "./pack.ts";
import { isInForce } from "./rules-index.ts";

/** What intervals are measured from. */
export type Before = {
  facts: Facts;
  given: readonly GivenDose[];
  judged: readonly JudgedDose[];
  /** The day of the dose that met a target dose, by its number in the series. */
  metOn: (targetDose: number) => DayNumber | null;
};

const isInadvertent = (judged: JudgedDose) => judged.reason === "inadvertent";

/** CALCDTINT-1: the immediately previous dose that was judged valid or not valid, and was not inadvertent. */
function previousDose(judged: readonly JudgedDose[]): DayNumber | null {
  const previous = judged.findLast(
    (one) => (one.status === "valid" || one.status === "not-valid") && !isInadvertent(one),
  );
  return previous?.dose.on ?? null;
}

/** The reference dose date of an interval (CALCDTINT-1, 2, 8 and 9); null when there is nothing to measure from. */
export function referenceDay({ since }: Interval, before: Before): DayNumber | null {
  if (since === "previous") return previousDose(before.judged);
  if ("targetDose" in since) return before.metOn(since.targetDose);
  if ("mostRecent" in since) {
    const inadvertent = new Set(before.judged.filter(isInadvertent).map(({ dose }) => dose));
    const latest = before.given.findLast(
      (dose) => since.mostRecent.includes(dose.vaccine) && !inadvertent.has(dose),
    );
    return latest?.on ?? null;
  }
  const dated = before.facts.observations.filter(({ code, on }) => code === since.observation && on !== null);
  return dated.reduce<DayNumber | null>(
    (latest, { on }) => (on !== null && (latest === null || on > latest) ? on : latest),
    null,
  );
}

/** The preferable intervals of a target dose that were in force on a day. */
export const intervalsInForce = (target: SeriesDose, on: DayNumber): Interval[] =>
  (target.intervals ?? []).filter((interval) => isInForce(on, interval));

const absoluteMinimum = (interval: Interval, from: DayNumber, graceDays: number): DayNumber =>
  interval.absoluteMinimum === undefined
    ? plusOr(from, interval.minimum, ALWAYS + graceDays) - graceDays
    : plus(from, interval.absoluteMinimum);

/**
 * CDSi 6.5 and 6.6: every preferable interval must be kept (table 6-18), or else the allowable one (table 6-21), where
 * there is one. An interval without anything to measure from asks for nothing.
 */
export function judgeInterval(
  target: SeriesDose,
  on: DayNumber,
  before: Before,
  graceDays: number,
): "in-time" | "by-grace" | "too-soon" {
  let grace = false;
  let kept = true;
  for (const interval of intervalsInForce(target, on)) {
    const from = referenceDay(interval, before);
    if (from === null) continue;
    if (on < absoluteMinimum(interval, from, graceDays)) kept = false;
    else if (on < plusOr(from, interval.minimum, ALWAYS)) grace = true;
  }
  if (kept) return grace ? "by-grace" : "in-time";
  const allowable = target.allowableInterval;
  if (!allowable || !isInForce(on, allowable)) return "too-soon";
  const from = referenceDay(allowable, before);
  return from !== null && on >= absoluteMinimum(allowable, from, graceDays) ? "in-time" : "too-soon";
}
