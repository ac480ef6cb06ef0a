import type { Duration } from "./calendar.ts";
import { ALWAYS, type DayNumber, NEVER, plusOr, ruleDay } from "./calendar.ts";
import type { AntigenRules, Conflict, RulePack } from "./pack.ts";

/** A rule pack with what the engine looks up often. */
export type Rules = {
  pack: RulePack;
  /** Conflicts of a vaccine with earlier doses. */
  conflictsOf: ReadonlyMap<string, readonly Conflict[]>;
  /** Vaccines that some later one must keep a distance from. */
  conflicting: ReadonlySet<string>;
  /** Antigens with a rule that asks whether another series group is complete. */
  askForGroups: ReadonlySet<string>;
  graceDays: number;
};

const asksForGroups = ({ series }: AntigenRules): boolean =>
  series.some(({ doses }) =>
    doses.some(({ skips }) =>
      skips?.some(({ sets }) =>
        sets.some(({ conditions }) => conditions.some(({ kind }) => kind === "completed-series")),
      ),
    ),
  );

/** Makes a pack ready for use; `graceDays` other than the pack's is a provider's own practice. */
export function rulesOf(pack: RulePack, graceDays: number = pack.graceDays): Rules {
  const conflictsOf = new Map<string, Conflict[]>();
  for (const { current, ...conflict } of pack.conflicts) {
    for (const vaccine of current) {
      const known = conflictsOf.get(vaccine);
      if (known) known.push(conflict);
      else conflictsOf.set(vaccine, [conflict]);
    }
  }
  return {
    pack,
    conflictsOf,
    conflicting: new Set(pack.conflicts.flatMap(({ previous }) => previous)),
    askForGroups: new Set(
      Object.keys(pack.antigens).filter((name) => asksForGroups(antigenRules({ pack }, name))),
    ),
    graceDays,
  };
}

/** The rules of an antigen that a group of the pack names. */
export function antigenRules(rules: Pick<Rules, "pack">, antigen: string): AntigenRules {
  const found = rules.pack.antigens[antigen];
  if (!found) throw new Error(`the pack has no rules for “${antigen}”`);
  return found;
}

/** Whether a day falls in the part of a life that a rule means: from `from`, before `until`. */
export function isInAgeWindow(
  on: DayNumber,
  bornOn: DayNumber,
  window: { from?: Duration | undefined; until?: Duration | undefined },
): boolean {
  return on >= plusOr(bornOn, window.from, ALWAYS) && on < plusOr(bornOn, window.until, NEVER);
}

/** Whether a rule was in force on a day (CDSi 3.3: effective and cessation dates). */
export function isInForce(
  on: DayNumber,
  rule: { validFrom?: string | undefined; validTo?: string | undefined },
): boolean {
  return (
    (rule.validFrom === undefined || on >= ruleDay(rule.validFrom)) &&
    (rule.validTo === undefined || on <= ruleDay(rule.validTo))
  );
}
