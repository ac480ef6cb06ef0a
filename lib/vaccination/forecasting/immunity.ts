import { ruleDay } from "./calendar.ts";
import { type Facts, hasObservation } from "./facts.ts";
import type { AntigenRules } from "./pack.ts";

/**
 * CDSi 7.2, table 7-3: immune by a documented history, or by birth before a day, unless an exclusion applies or the
 * rule is for people born elsewhere. A country of birth that nobody knows counts as the rule's own.
 */
export function isImmune({ immunity }: AntigenRules, facts: Facts): boolean {
  if (!immunity) return false;
  if (immunity.history?.some((code) => hasObservation(facts, code))) return true;
  if (immunity.bornBefore === undefined || facts.bornOn >= ruleDay(immunity.bornBefore)) return false;
  if (immunity.exclusions?.some((code) => hasObservation(facts, code))) return false;
  const { country } = immunity;
  return country === undefined || facts.countryOfBirth === null || facts.countryOfBirth === country;
}
