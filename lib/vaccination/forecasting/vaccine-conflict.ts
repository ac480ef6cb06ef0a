import { type DayNumber, latestOf, plus } from "./calendar.ts";
import type { GivenDose } from "./facts.ts";
import type { DoseStatus } from "./judged-dose.ts";
import type { SeriesDose } from "./pack.ts";
import type { Rules } from "./rules-index.ts";

/**
 * CDSi 6.7 (CONFLICT-3): whether a dose came too close after an earlier one of a conflicting vaccine. After a dose that
 * is valid, or not judged here, the shorter end holds (CALCDTCONFLICT-2).
 */
export function isInConflict(
  dose: GivenDose,
  given: readonly GivenDose[],
  statusOf: (dose: GivenDose) => DoseStatus | null,
  rules: Rules,
): boolean {
  const conflicts = rules.conflictsOf.get(dose.vaccine);
  if (!conflicts) return false;
  return given.some((earlier) =>
    conflicts.some((conflict) => {
      if (!conflict.previous.includes(earlier.vaccine)) return false;
      const status = statusOf(earlier);
      const end = status === null || status === "valid" ? conflict.minimumEnd : conflict.end;
      return dose.on >= plus(earlier.on, conflict.begin) && dose.on < plus(earlier.on, end);
    }),
  );
}

/** CALCDTCONFLICT-3: when the next target dose is free of every conflict with what was given. */
export function conflictEnd(target: SeriesDose, given: readonly GivenDose[], rules: Rules): DayNumber | null {
  const conflicting = given.filter(({ vaccine }) => rules.conflicting.has(vaccine));
  if (conflicting.length === 0) return null;
  const ends = (target.preferable ?? []).flatMap(({ vaccine }) =>
    (rules.conflictsOf.get(vaccine) ?? []).flatMap((conflict) =>
      conflicting
        .filter((dose) => conflict.previous.includes(dose.vaccine))
        .map((dose) => plus(dose.on, conflict.end)),
    ),
  );
  return latestOf(ends);
}
