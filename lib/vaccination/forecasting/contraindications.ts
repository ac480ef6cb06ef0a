import { type Facts, hasObservation } from "./facts.ts";
import type { AntigenRules, SeriesDose } from "./pack.ts";
import { isInAgeWindow } from "./rules-index.ts";

/** CDSi 7.3, table 7-5: whether nothing of this antigen may be given to the person. */
export function isAntigenContraindicated({ contraindications }: AntigenRules, facts: Facts): boolean {
  return (contraindications?.antigen ?? []).some(
    (one) => hasObservation(facts, one.observation) && isInAgeWindow(facts.assessedOn, facts.bornOn, one),
  );
}

/** Table 7-6: whether this one vaccine may not be given to the person. */
export function isVaccineContraindicated(
  { contraindications }: AntigenRules,
  vaccine: string,
  facts: Facts,
): boolean {
  return (contraindications?.vaccine ?? []).some(
    (one) =>
      hasObservation(facts, one.observation) &&
      one.vaccines.some(
        (named) => named.vaccine === vaccine && isInAgeWindow(facts.assessedOn, facts.bornOn, named),
      ),
  );
}

/** Table 7-7: the antigen, or every preferable vaccine of the next target dose. */
export function isContraindicated(
  antigen: AntigenRules,
  target: SeriesDose | undefined,
  facts: Facts,
): boolean {
  if (isAntigenContraindicated(antigen, facts)) return true;
  const preferable = target?.preferable ?? [];
  return (
    preferable.length > 0 &&
    preferable.every(({ vaccine }) => isVaccineContraindicated(antigen, vaccine, facts))
  );
}
