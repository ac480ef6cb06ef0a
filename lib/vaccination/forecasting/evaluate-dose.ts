import { judgeAge } from "./age.ts";
import type { GivenDose } from "./facts.ts";
import { type Before, judgeInterval } from "./intervals.ts";
import type { JudgedDose, Reason } from "./judged-dose.ts";
import type { SeriesDose } from "./pack.ts";
import type { Rules } from "./rules-index.ts";
import { isInConflict } from "./vaccine-conflict.ts";
import { isFittingVaccine } from "./vaccine-kind.ts";

const refused = (dose: GivenDose, reason: Reason): JudgedDose => ({
  dose,
  status: reason === "too-old" ? "extraneous" : "not-valid",
  reason,
  byGrace: false,
});

/**
 * CDSi 6.3 to 6.10: judges a dose against a target dose. Too old makes it extraneous, everything else not valid (table
 * 6-31). Of several reasons the one that a longer wait would have mended is told first.
 */
export function evaluateDose(dose: GivenDose, target: SeriesDose, before: Before, rules: Rules): JudgedDose {
  const { bornOn } = before.facts;
  if (target.inadvertent?.includes(dose.vaccine)) return refused(dose, "inadvertent");
  const age = judgeAge(target, dose.on, bornOn, rules.graceDays);
  if (age === "too-old") return refused(dose, age);
  const interval = judgeInterval(target, dose.on, before, rules.graceDays);
  if (interval === "too-soon") return refused(dose, interval);
  const statusOf = (earlier: GivenDose) =>
    before.judged.find((judged) => judged.dose === earlier)?.status ?? null;
  if (isInConflict(dose, before.given, statusOf, rules)) return refused(dose, "live-conflict");
  if (age === "too-young") return refused(dose, age);
  if (!isFittingVaccine(target, dose, bornOn)) return refused(dose, "wrong-vaccine");
  const byGrace = age === "by-grace" || interval === "by-grace";
  return { dose, status: "valid", reason: null, byGrace };
}
