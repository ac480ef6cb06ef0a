import { type Completed, canBeSkipped } from "./conditional-skip.ts";
import { evaluateDose } from "./evaluate-dose.ts";
import type { Facts } from "./facts.ts";
import type { HistoryEntry } from "./immunization-history.ts";
import type { JudgedDose } from "./judged-dose.ts";
import type { Series, SeriesDose } from "./pack.ts";
import type { Rules } from "./rules-index.ts";

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

/** Judges one dose against the target doses that are left, and moves on as far as it leads. */
function takeDose(
  { dose, given }: HistoryEntry,
  walk: Walk,
  facts: Facts,
  rules: Rules,
  completed: Completed,
): void {
  const past = { facts, given, judged: walk.judged, completed };
  let target = walk.targets[walk.next];
  while (target && canBeSkipped(target.rules, "evaluation", dose.on, past)) {
    target.state = "skipped";
    advance(walk);
    target = walk.targets[walk.next];
  }
  if (!target) {
    walk.judged.push({ dose, status: "extraneous", reason: "series-complete", byGrace: false });
    return;
  }
  const before = { facts, given, judged: walk.judged, metOn: (n: number) => metOn(walk, n) };
  const judged = evaluateDose(dose, target.rules, before, rules);
  walk.judged.push(judged);
  if (judged.status !== "valid") return;
  target.state = "met";
  target.metBy = judged;
  advance(walk);
}

/**
 * CDSi 4.4, figure 4-6: walks the target doses of a series and the doses that hold its antigen side by side. What is
 * left when the targets have run out is extraneous.
 */
export function walkSeries(
  series: Series,
  antigen: string,
  history: readonly HistoryEntry[],
  facts: Facts,
  rules: Rules,
  completed: Completed,
): Walk {
  const walk: Walk = { antigen, series, targets: series.doses.map(newTarget), next: 0, judged: [] };
  for (const entry of history) {
    const { dose } = entry;
    // 6.1: a dose without effect is not held against any target dose.
    if (dose.withoutEffect)
      walk.judged.push({ dose, status: "sub-standard", reason: "without-effect", byGrace: false });
    else takeDose(entry, walk, facts, rules, completed);
  }
  return walk;
}
