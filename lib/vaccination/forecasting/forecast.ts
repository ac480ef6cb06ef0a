import { ALWAYS, NEVER, plusOr } from "./calendar.ts";
import type { Completed } from "./conditional-skip.ts";
import type { Facts, GivenDose } from "./facts.ts";
import { forecastSeries, type SeriesForecast, type SeriesStatus } from "./forecast-series.ts";
import { antigenHistory } from "./immunization-history.ts";
import type { JudgedDose } from "./judged-dose.ts";
import type { RulePack, Series } from "./pack.ts";
import { relevantSeries } from "./relevant-series.ts";
import { antigenRules, type Rules } from "./rules-index.ts";
import { bestSeries, prioritizedSeries } from "./select-series.ts";
import { type GroupForecast, mergeForecasts } from "./vaccine-group.ts";
import { type Walk, walkSeries } from "./walk-series.ts";

export type SeriesKind = Series["kind"];

/** What a vaccine group says of a person: each dose judged, and what is next. */
export type GroupResult = {
  group: string;
  kind: SeriesKind;
  forecast: GroupForecast;
  /** The series followed, one or more per antigen. */
  best: SeriesForecast[];
};

const groupsOf = (series: readonly Series[]): string[] => [...new Set(series.map(({ group }) => group))];

/** The series groups that what was given has completed: no target dose of a series is left. */
function completedBy(walks: readonly Walk[]): Completed {
  const completed = new Map<string, Set<GivenDose>>();
  for (const { series, targets, next, judged } of walks) {
    const last = judged.findLast(({ status }) => status === "valid");
    if (next < targets.length || !last) continue;
    completed.set(series.group, (completed.get(series.group) ?? new Set()).add(last.dose));
  }
  return completed;
}

/** CDSi 4.3 to 4.5 for one antigen: its best series, each with its forecast. */
function bestOfAntigen(antigen: string, facts: Facts, rules: Rules): SeriesForecast[] {
  const own = antigenRules(rules, antigen);
  const relevant = relevantSeries(own, facts);
  const history = antigenHistory(antigen, facts, rules);
  const walkAll = (completed: Completed) =>
    relevant.map((series) => walkSeries(series, antigen, history, facts, rules, completed));
  let completed: Completed = new Map();
  let walks = walkAll(completed);
  // Table 6-7 asks which series groups are complete, so where a rule does, the walk is made twice.
  if (rules.askForGroups.has(antigen)) {
    completed = completedBy(walks);
    walks = walkAll(completed);
  }
  const forecasts = walks.map((walk) => forecastSeries(walk, own, facts, rules, completed));
  const prioritized = groupsOf(relevant).flatMap((group) => {
    const found = prioritizedSeries(
      forecasts.filter(({ walk }) => walk.series.group === group),
      facts,
    );
    return found ? [found] : [];
  });
  return bestSeries(prioritized);
}

/** Whether a series only begins later in life, and nothing counts for it yet. */
function isForLater({ walk }: SeriesForecast, facts: Facts): boolean {
  const starts = plusOr(facts.bornOn, walk.series.minimumAgeToStart, ALWAYS);
  return facts.assessedOn < starts && walk.judged.every(({ status }) => status !== "valid");
}

const statusOrder: readonly SeriesStatus[] = [
  "not-complete",
  "complete",
  "immune",
  "contraindicated",
  "not-recommended",
  "aged-out",
];

const countedDoses = ({ best }: GroupResult): GivenDose[] =>
  best.flatMap(({ walk }) => walk.judged.filter(({ status }) => status === "valid").map(({ dose }) => dose));

/**
 * FORECASTDN-1 numbers a dose within its series. A risk series that has not begun goes on with the number of the
 * standard one, and the other way round: the published cases count so, and so do people.
 */
function continueNumbers(results: readonly GroupResult[]): GroupResult[] {
  const counted = new Set(results.flatMap(countedDoses)).size;
  return results.map((result) => {
    const { forecast } = result;
    const continues = results.some(({ kind }) => kind !== result.kind) && countedDoses(result).length === 0;
    if (forecast.doseNumber === null || !continues) return result;
    return { ...result, forecast: { ...forecast, doseNumber: counted + 1 } };
  });
}

/**
 * CDSi 4.6 and 9 for one vaccine group. Best series of one series group are joined across the antigens (FORECASTVG-1);
 * those of other groups, such as a risk or another time of life, stay apart, the one with most to say first.
 */
export function forecastGroup(group: RulePack["groups"][number], facts: Facts, rules: Rules): GroupResult[] {
  const best = group.antigens.flatMap((antigen) => bestOfAntigen(antigen, facts, rules));
  const now = best.filter((one) => !isForLater(one, facts));
  const apart = Map.groupBy(
    now.length > 0 ? now : best,
    ({ walk }) => `${walk.series.kind} ${walk.series.group}`,
  );
  const results = [...apart.values()].map((own) => ({
    group: group.name,
    kind: own[0]?.walk.series.kind ?? "standard",
    forecast: mergeForecasts(group, own),
    best: own,
  }));
  const rank = ({ forecast }: GroupResult) => statusOrder.indexOf(forecast.status);
  const due = ({ forecast }: GroupResult) => forecast.earliest ?? NEVER;
  return continueNumbers(results).toSorted((a, b) => rank(a) - rank(b) || due(a) - due(b));
}

/** How a result judges a dose: it counts only when it does for every antigen that the result looks at. */
function judgementIn({ best }: GroupResult, dose: GivenDose): JudgedDose | null {
  const judged = best.flatMap(({ walk }) => walk.judged.filter((one) => one.dose === dose));
  return judged.find(({ status }) => status !== "valid") ?? judged[0] ?? null;
}

/**
 * How a dose is judged by the series that are followed: it counts when it does for one of the results; when it does
 * for none, the first of them says why. Null when no series looks at it.
 */
export function judgementOf(dose: GivenDose, results: readonly GroupResult[]): JudgedDose | null {
  const judged = results.flatMap((result) => judgementIn(result, dose) ?? []);
  return judged.find(({ status }) => status === "valid") ?? judged[0] ?? null;
}

/** Dự báo tiêm chủng: every vaccine group of a pack for one person. */
export function forecast(facts: Facts, rules: Rules): GroupResult[] {
  return rules.pack.groups.flatMap((group) => forecastGroup(group, facts, rules));
}
