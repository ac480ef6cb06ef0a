import { isStay } from "./stay-rules.ts";

/** So many records of a condition are counted; of more it is only said that there are more. Ours. */
export const MOST_TIMES = 100;

/** How sure a facility was of a diagnosis: said at the end of a stay, of a stay without such an end, or on an outpatient record. */
export type Standing = "confirmed-at-discharge" | "stay-not-confirmed" | "recorded";

/** MA_LOAI_RV 3: left without leave (annex of QĐ 4750/QĐ-BYT). */
const ABSCONDED = "3";
/** KET_QUA_DTRI 7: not determined (annex of QĐ 4750/QĐ-BYT). */
const UNDETERMINED = "7";

type Visit = {
  careKind: string | null;
  endedAt: Date | null;
  dischargeKind: string | null;
  outcome: string | null;
};

/**
 * The standing of every coded diagnosis of a visit. A finished stay confirms; a stay that was left, has no end or an
 * undetermined outcome does not; an outpatient record states no certainty. A later visit never changes an earlier one.
 */
export function standingOf({ careKind, endedAt, dischargeKind, outcome }: Visit): Standing {
  if (!isStay(careKind)) return "recorded";
  const confirmed = endedAt !== null && dischargeKind !== ABSCONDED && outcome !== UNDETERMINED;
  return confirmed ? "confirmed-at-discharge" : "stay-not-confirmed";
}
