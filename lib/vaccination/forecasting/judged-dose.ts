import type { GivenDose } from "./facts.ts";

/** Why a dose does not count, or counts by grace. */
export type Reason =
  | "without-effect"
  | "inadvertent"
  | "too-young"
  | "too-old"
  | "too-soon"
  | "live-conflict"
  | "wrong-vaccine"
  | "series-complete"
  | "not-in-schedule";

export type DoseStatus = "valid" | "not-valid" | "extraneous" | "sub-standard";

/** A dose as one series judges it. */
export type JudgedDose = {
  dose: GivenDose;
  status: DoseStatus;
  reason: Reason | null;
  /** Valid only by grace: before the minimum age or interval. */
  byGrace: boolean;
};
