import { ALWAYS, type DayNumber, NEVER, plus, plusOr } from "./calendar.ts";
import type { Ages, SeriesDose } from "./pack.ts";
import { isInForce } from "./rules-index.ts";

/** The age rules of a target dose that were in force on a day. */
export function agesInForce(target: SeriesDose, on: DayNumber): Ages | null {
  return target.ages.find((ages) => isInForce(on, ages)) ?? null;
}

/** CDSi 6.4, table 6-15: whether a dose was given at an age that the target dose allows. */
export function judgeAge(
  target: SeriesDose,
  on: DayNumber,
  bornOn: DayNumber,
  graceDays: number,
): "in-age" | "by-grace" | "too-young" | "too-old" {
  const ages = agesInForce(target, on);
  if (!ages) return "in-age";
  const minimum = plusOr(bornOn, ages.minimum, ALWAYS);
  const absolute =
    ages.absoluteMinimum === undefined ? minimum - graceDays : plus(bornOn, ages.absoluteMinimum);
  if (on < absolute) return "too-young";
  if (on < minimum) return "by-grace";
  return on < plusOr(bornOn, ages.maximum, NEVER) ? "in-age" : "too-old";
}
