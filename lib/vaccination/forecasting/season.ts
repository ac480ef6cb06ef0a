import { type DayNumber, plus, ruleDay } from "./calendar.ts";
import type { SeriesDose } from "./pack.ts";

type Season = NonNullable<SeriesDose["season"]>;

/**
 * By how many years the dates of a season are moved to meet a day: to the season that it falls in, or else to the
 * next. The supporting data names the dates of one year (table 7-9), but a season that ends comes round every year.
 * One without an end is meant as written.
 */
export function yearsToSeason(season: Season | undefined, on: DayNumber): number {
  if (season?.endsOn === undefined) return 0;
  const endsOn = ruleDay(season.endsOn);
  // Some years too early, then on until the season has not ended.
  let years = Math.floor((on - endsOn) / 366) - 1;
  while (plus(endsOn, `${years} years`) < on) years += 1;
  return years;
}

/** When the season around a day begins. */
export const seasonStart = (season: Season, on: DayNumber): DayNumber =>
  plus(ruleDay(season.startsOn), `${yearsToSeason(season, on)} years`);
