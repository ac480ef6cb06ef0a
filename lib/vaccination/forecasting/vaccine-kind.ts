import type { DayNumber } from "./calendar.ts";
import type { GivenDose } from "./facts.ts";
import type { SeriesDose } from "./pack.ts";
import { isInAgeWindow } from "./rules-index.ts";

/**
 * CDSi 6.8 and 6.9: whether a dose was of a preferable or an allowable vaccine of the target dose. A smaller volume
 * than recommended does not make it less preferable (table 6-27); another maker's product does.
 */
export function isFittingVaccine(target: SeriesDose, dose: GivenDose, bornOn: DayNumber): boolean {
  const preferable = (target.preferable ?? []).some(
    (one) =>
      one.vaccine === dose.vaccine &&
      isInAgeWindow(dose.on, bornOn, one) &&
      (one.maker === undefined || one.maker === dose.maker),
  );
  if (preferable) return true;
  return (target.allowable ?? []).some(
    (one) => one.vaccines.includes(dose.vaccine) && isInAgeWindow(dose.on, bornOn, one),
  );
}
