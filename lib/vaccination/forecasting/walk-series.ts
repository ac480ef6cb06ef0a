import { type Completed, canBeSkipped } from "./conditional-skip.ts";
import { evaluateDose } from "./evaluate-dose.ts";
import type { Facts, GivenDose } from "./facts.ts";
import type { JudgedDose } from "./judged-dose.ts";
import type { Series, SeriesDose } from "./pack.ts";
import { isInAgeWindow, type Rules } from "./rules-index.ts";

/** Mũi đích: one step of a series, and whether it was met. */
export type TargetDose = {
  rules: SeriesDose;
  state: "needed" | "met" | "skipped";
  metBy: JudgedDose | null;
};

/** A series and how far a person came on it (CDSi "patient series"). */
export type Walk = {
  antigen: string;
  series: Series;
  targets: TargetDose[];
  /** Which target dose is next; equal to the number of targets when the series has run out. */
  next: number;
  judged: JudgedDose[];
};

const newTarget = (rules: SeriesDose): TargetDose => ({ rules, state: "needed", metBy: null });

/** CDSi 4.2: whether a dose counts towards an antigen; a few vaccines do only in a part of life. */
export function holdsAntigen(dose: GivenDose, antigen: string, bornOn: number, rules: Rules): boolean {
  const associations = rules.pack.vaccines[dose.vaccine]?.antigens ?? [];
  return associations.some((one) => one.antigen === antigen && isInAgeWindow(dose.on, bornOn, one));
}

/** When a target dose was met, by its number in the series. */
export const metOn = (walk: Walk, targetDose: number) => walk.targets[targetDose - 1]?.metBy?.dose.on ?? null;

/**
 * Figure 4-6, steps 5 and 6: to the next target dose. One that recurs follows itself; it is the last of its series, or
 * a conditional skip leads beyond it.
 */
function advance(walk: Walk): void {
  const target = walk.targets[walk.next];
  walk.next += 1;
  if (target?.state === "met" && target.rules.recurring) {
    walk.targets.splice(walk.next, 0, newTarget(target.rules));
  }
}

/**
 * CDSi 4.4, figure 4-6: walks the target doses of a series and the doses that hold its antigen side by side. What is
 * left when the targets have run out is extraneous.
 */
export function walkSeries(
  series: Series,
  antigen: string,
  facts: Facts,
  rules: Rules,
  completed: Completed,
): Walk {
  const walk: Walk = { antigen, series, targets: series.doses.map(newTarget), next: 0, judged: [] };
  facts.doses.forEach((dose, position) => {
    if (!holdsAntigen(dose, antigen, facts.bornOn, rules)) return;
    if (dose.withoutEffect) {
      walk.judged.push({ dose, status: "sub-standard", reason: "without-effect", byGrace: false });
      return;
    }
    const given = facts.doses.slice(0, position);
    const past = { facts, given, judged: walk.judged, completed };
    for (;;) {
      const target = walk.targets[walk.next];
      if (!target) {
        walk.judged.push({ dose, status: "extraneous", reason: "series-complete", byGrace: false });
        return;
      }
      if (!canBeSkipped(target.rules, "evaluation", dose.on, past)) {
        const before = { facts, given, judged: walk.judged, metOn: (n: number) => metOn(walk, n) };
        const judged = evaluateDose(dose, target.rules, before, rules);
        walk.judged.push(judged);
        if (judged.status !== "valid") return;
        target.state = "met";
        target.metBy = judged;
        advance(walk);
        return;
      }
      target.state = "skipped";
      advance(walk);
    }
  });
  return walk;
}
