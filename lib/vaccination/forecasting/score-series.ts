import { agesInForce } from "./age.ts";
import { type DayNumber, earliestOf, NEVER, plus, plusOr } from "./calendar.ts";
import type { Facts } from "./facts.ts";
import type { SeriesForecast } from "./forecast-series.ts";
import { intervalsInForce } from "./intervals.ts";

/** How many doses a series counts. */
export const validDoses = ({ walk }: SeriesForecast): number =>
  walk.judged.filter(({ status }) => status === "valid").length;

const unmet = ({ walk }: SeriesForecast): number =>
  walk.targets.filter(({ state }) => state === "needed").length;

/** SELECTB-2: every dose judged on this series is valid. */
const hasOnlyValidDoses = ({ walk }: SeriesForecast): boolean =>
  walk.judged.every(({ status }) => status === "valid");

/** SELECTB-12: the earliest day of the next dose, and the longest of the intervals that remain. */
function finishDay({ walk, next }: SeriesForecast, facts: Facts): DayNumber | null {
  if (!next) return null;
  const { earliest } = next.dates;
  const remaining = walk.targets
    .slice(walk.next + 1)
    .flatMap(({ rules }) =>
      intervalsInForce(rules, facts.assessedOn).map(({ minimum }) => plusOr(earliest, minimum, earliest)),
    );
  return Math.max(earliest, ...remaining);
}

/** SELECTB-3: whether the series can be finished before its last target dose is out of age. */
function isCompletable(forecast: SeriesForecast, facts: Facts): boolean {
  const finish = finishDay(forecast, facts);
  const last = forecast.walk.targets.at(-1);
  if (finish === null || !last) return false;
  const maximum = agesInForce(last.rules, facts.assessedOn)?.maximum;
  return finish < (maximum === undefined ? NEVER : plus(facts.bornOn, maximum));
}

/** Points of one condition: of the only series, of several, of those for which it does not hold. */
type Points = readonly [alone: number, shared: number, not: number];

/** What the tables 8-7, 8-9 and 8-11 award: each condition to each series. */
function award(
  forecasts: readonly SeriesForecast[],
  conditions: readonly (readonly [(forecast: SeriesForecast) => boolean, Points])[],
): number[] {
  const scores = forecasts.map(() => 0);
  for (const [holds, [alone, shared, not]] of conditions) {
    const held = forecasts.map(holds);
    const count = held.filter(Boolean).length;
    held.forEach((one, i) => {
      scores[i] = (scores[i] ?? 0) + (one ? (count === 1 ? alone : shared) : not);
    });
  }
  return scores;
}

/** SELECTB-19: no other series counts more doses. */
function mostValid(forecasts: readonly SeriesForecast[]): (forecast: SeriesForecast) => boolean {
  const most = Math.max(...forecasts.map(validDoses));
  return (forecast) => validDoses(forecast) === most;
}

/** CDSi 8.4, table 8-7. */
export const scoreComplete = (forecasts: readonly SeriesForecast[]): number[] =>
  award(forecasts, [[mostValid(forecasts), [1, 0, -1]]]);

/** CDSi 8.5, table 8-9. Where the table says “n/a” for several series, they get no points. */
export function scoreInProcess(forecasts: readonly SeriesForecast[], facts: Facts): number[] {
  const fewest = Math.min(...forecasts.map(unmet));
  const soonest = earliestOf(
    forecasts.filter((one) => isCompletable(one, facts)).map((one) => finishDay(one, facts)),
  );
  return award(forecasts, [
    [(one) => one.walk.series.productPath === true && hasOnlyValidDoses(one), [2, 0, -2]],
    [(one) => isCompletable(one, facts), [3, 0, -3]],
    [mostValid(forecasts), [2, 0, -2]],
    [(one) => unmet(one) === fewest, [2, 0, -2]],
    [(one) => isCompletable(one, facts) && finishDay(one, facts) === soonest, [1, 0, -1]],
  ]);
}

/** CDSi 8.6, table 8-11. */
export function scoreWithoutDoses(forecasts: readonly SeriesForecast[], facts: Facts): number[] {
  const startDay = ({ next }: SeriesForecast) => next?.dates.earliest ?? null;
  const soonest = earliestOf(forecasts.map(startDay));
  return award(forecasts, [
    [(one) => startDay(one) !== null && startDay(one) === soonest, [1, 0, -1]],
    [(one) => isCompletable(one, facts), [1, 0, -1]],
    [(one) => one.walk.series.productPath === true, [-1, 0, 1]],
  ]);
}
