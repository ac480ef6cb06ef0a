import { ruleDay } from "./calendar.ts";
import { type Facts, hasObservation } from "./facts.ts";
import type { AntigenRules, Series } from "./pack.ts";
import { isInAgeWindow } from "./rules-index.ts";

/** Whether a series is offered where the person lives. */
function isOffered({ availability }: Series, facts: Facts): boolean {
  if (!availability) return true;
  return availability.some(
    ({ province, from }) => province === facts.province && facts.assessedOn >= ruleDay(from),
  );
}

/** CDSi 5.1, tables 5-4 and 5-5: whether a series is for this person: gender, and for a risk an indication that applies. */
export function isRelevant(series: Series, facts: Facts): boolean {
  if (!isOffered(series, facts)) return false;
  if (series.genders && !series.genders.includes(facts.gender)) return false;
  if (series.kind !== "risk") return true;
  return (series.indications ?? []).some(
    (indication) =>
      hasObservation(facts, indication.observation) &&
      isInAgeWindow(facts.assessedOn, facts.bornOn, indication),
  );
}

/** The series of an antigen that are for this person. */
export const relevantSeries = (antigen: AntigenRules, facts: Facts): Series[] =>
  antigen.series.filter((series) => isRelevant(series, facts));
