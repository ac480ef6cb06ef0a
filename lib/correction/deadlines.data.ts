/** How far a source may be relied on: `gazette` read in the gazette, `secondary` read in excerpts of other pages only. */
export type Trust = "gazette" | "secondary";

/**
 * Thời hạn: the days in which a request to correct personal data is answered. From Decree 356/2025/NĐ-CP of 31/12/2025,
 * in force since 1/1/2026, as excerpts on cdlaf.vn and frasersvn.com tell it: reply within 2 working days, done within 10
 * days, or 20. The gazette's own text was not at hand: a lawyer has to confirm both before a live book relies on them.
 */
export const deadlines = {
  source: "Nghị định 356/2025/NĐ-CP",
  since: "2026-01-01",
  trust: "secondary" as Trust,
  replyWorkingDays: 2,
  mendDays: 10,
  mendDaysAtMost: 20,
} as const;

// Parameters of ours, none of a regulation.
/** How long after an answer a person may ask the health authority to look again. */
export const APPEAL_DAYS = 30;
/** From how many answered cases on a facility's usual time is told; app.usual_correction_days holds to it. */
export const LEAST_FOR_USUAL = 5;
/** How many open cases a person may have, and how many they send in a day; app.send_correction holds to them. */
export const MOST_OPEN = 30;
export const MOST_SENT_A_DAY = 10;
/** From how many days before its day on a desk marks a case as due soon. */
export const DUE_SOON_DAYS = 2;
