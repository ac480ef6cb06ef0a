import { NEVER, plusOr } from "./calendar.ts";
import type { Facts } from "./facts.ts";
import type { SeriesForecast } from "./forecast-series.ts";
import { scoreComplete, scoreInProcess, scoreWithoutDoses, validDoses } from "./score-series.ts";

/** SELECTB-16. */
const isInProcess = ({ walk, status }: SeriesForecast): boolean =>
  status === "not-complete" && walk.targets.some(({ state }) => state === "met");

const isComplete = ({ status }: SeriesForecast): boolean => status === "complete";

/**
 * CDSi 8.1, SELECTB-24 and SELECTSCORE-2: the series of a group that may be the one to follow. One that is
 * contraindicated stands back for the others, and so does one that the person has outgrown.
 */
function scorable(group: readonly SeriesForecast[], facts: Facts): SeriesForecast[] {
  const isOver = ({ status }: SeriesForecast) => status === "contraindicated" || status === "aged-out";
  const open = group.filter((one) => !isOver(one));
  const candidates = open.length > 0 ? open : group;
  const noneBegun = group.every((one) => validDoses(one) === 0);
  const hasDefault = group.some(({ walk }) => walk.series.isDefault);
  const firstPriority = candidates.map(({ walk }) => walk.series.priority).toSorted()[0];
  return candidates.filter((one) => {
    const { series, judged } = one.walk;
    if (series.kind === "evaluation-only") return isComplete(one);
    if (series.kind === "risk") return series.priority === firstPriority;
    const first = judged.find(({ status }) => status === "valid");
    if (first) return first.dose.on < plusOr(facts.bornOn, series.maximumAgeToStart, NEVER);
    return noneBegun && !hasDefault;
  });
}

/** CDSi 8.7, SELECTBEST-2: the highest score, then the better preference. */
function highest(forecasts: readonly SeriesForecast[], scores: readonly number[]): SeriesForecast | null {
  const best = Math.max(...scores);
  const tied = forecasts.filter((_, i) => scores[i] === best);
  const preferenceOf = ({ walk }: SeriesForecast) => walk.series.preference ?? Number.POSITIVE_INFINITY;
  return tied.toSorted((a, b) => (preferenceOf(a) < preferenceOf(b) ? -1 : 1))[0] ?? null;
}

/** CDSi 8.1 to 8.7: the one series of a series group that stands for it. */
export function prioritizedSeries(group: readonly SeriesForecast[], facts: Facts): SeriesForecast | null {
  const candidates = scorable(group, facts);
  const byDefault = group.filter(({ walk }) => walk.series.isDefault);
  if (candidates.length === 0) return byDefault[0] ?? null;
  if (candidates.length === 1) return candidates[0] ?? null;
  const complete = candidates.filter(isComplete);
  if (complete.length === 1) return complete[0] ?? null;
  if (complete.length > 1) return highest(complete, scoreComplete(complete));
  const inProcess = candidates.filter(isInProcess);
  if (inProcess.length === 1) return inProcess[0] ?? null;
  if (inProcess.length > 1) return highest(inProcess, scoreInProcess(inProcess, facts));
  if (byDefault.length === 1) return byDefault[0] ?? null;
  return highest(candidates, scoreWithoutDoses(candidates, facts));
}

/**
 * CDSi 8.8, table 8-14: of the prioritized series of an antigen, one per series group, those that protect the person
 * without repeating each other. A risk series goes before a standard one, unless the person has outgrown it.
 */
export function bestSeries(prioritized: readonly SeriesForecast[]): SeriesForecast[] {
  const isOpenRisk = ({ walk, status }: SeriesForecast) =>
    walk.series.kind === "risk" && status !== "aged-out";
  return prioritized.filter((one) => {
    const { series } = one.walk;
    if (isComplete(one)) return true;
    const equivalent = prioritized.filter(
      (other) => other !== one && series.equivalentGroups?.includes(other.walk.series.group),
    );
    if (equivalent.some(isComplete) || series.kind === "evaluation-only") return false;
    return series.kind === "risk" || !equivalent.some(isOpenRisk);
  });
}
