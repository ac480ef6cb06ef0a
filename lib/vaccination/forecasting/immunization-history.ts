import type { Facts, GivenDose } from "./facts.ts";
import { isInAgeWindow, type Rules } from "./rules-index.ts";

/** A dose that holds an antigen, and every dose of whatever vaccine that was given before it. */
export type HistoryEntry = { dose: GivenDose; given: readonly GivenDose[] };

/** Whether a dose counts towards an antigen; a few vaccines do only in a part of life. */
function holdsAntigen(dose: GivenDose, antigen: string, bornOn: number, rules: Rules): boolean {
  const associations = rules.pack.vaccines[dose.vaccine]?.antigens ?? [];
  return associations.some((one) => one.antigen === antigen && isInAgeWindow(dose.on, bornOn, one));
}

/** CDSi 4.2: the doses that hold an antigen, in their order. */
export function antigenHistory(antigen: string, facts: Facts, rules: Rules): HistoryEntry[] {
  return facts.doses.flatMap((dose, position) =>
    holdsAntigen(dose, antigen, facts.bornOn, rules) ? [{ dose, given: facts.doses.slice(0, position) }] : [],
  );
}
