import { type DayNumber, earliestOf, latestOf } from "./calendar.ts";
import type { SeriesForecast, SeriesStatus } from "./forecast-series.ts";
import type { RulePack } from "./pack.ts";

/** What is next for a vaccine group. Dates and number are null unless the status is `not-complete`. */
export type GroupForecast = {
  status: SeriesStatus;
  doseNumber: number | null;
  earliest: DayNumber | null;
  recommended: DayNumber | null;
  pastDue: DayNumber | null;
  latest: DayNumber | null;
  /** The antigens that still need a dose (FORECASTVG-8). */
  antigens: string[];
};

const ended = (status: SeriesStatus): GroupForecast => ({
  status,
  doseNumber: null,
  earliest: null,
  recommended: null,
  pastDue: null,
  latest: null,
  antigens: [],
});

const cascade: readonly SeriesStatus[] = ["contraindicated", "aged-out", "not-recommended", "not-complete"];

/** CDSi 9.3, table 9-4. */
function groupStatus(forecasts: readonly SeriesForecast[]): SeriesStatus {
  const has = (status: SeriesStatus) => forecasts.some((one) => one.status === status);
  const first = cascade.find(has);
  if (first) return first;
  return forecasts.every(({ status }) => status === "immune") ? "immune" : "complete";
}

/** FORECASTPRIORITY-1: every interval of the dose that is due goes before the rest of its group. */
const isPriority = ({ next }: SeriesForecast): boolean => {
  const intervals = next?.target.rules.intervals ?? [];
  return intervals.length > 0 && intervals.every(({ priority }) => priority);
};

/** CDSi 9: joins the best series of a group's antigens, all of one kind, into one forecast. */
export function mergeForecasts(
  group: RulePack["groups"][number],
  forecasts: readonly SeriesForecast[],
): GroupForecast {
  const status = groupStatus(forecasts);
  const due = forecasts.flatMap((one) => (one.next ? [{ ...one.next, antigen: one.walk.antigen }] : []));
  if (status !== "not-complete" || due.length === 0) return ended(status);
  const earliests = due.map(({ dates }) => dates.earliest);
  const lastGivenOn = latestOf(forecasts.map(({ walk }) => walk.judged.at(-1)?.dose.on ?? null));
  // SINGLEANTVG-2 and MULTIANTVG-1.
  const earliest = forecasts.some(isPriority)
    ? latestOf([earliestOf(earliests), lastGivenOn])
    : latestOf(earliests);
  const notBefore = (day: DayNumber | null) => (day === null ? null : latestOf([day, earliest]));
  const numbers = due.map(({ doseNumber }) => doseNumber);
  return {
    status,
    // FORECASTDN-2.
    doseNumber: group.fullGroup ? Math.min(...numbers) : Math.max(...numbers),
    earliest,
    recommended: notBefore(earliestOf(due.map(({ dates }) => dates.recommended))),
    pastDue: notBefore(earliestOf(due.map(({ dates }) => dates.pastDue))),
    latest: earliestOf(due.map(({ dates }) => dates.latest)),
    antigens: due.map(({ antigen }) => antigen),
  };
}
