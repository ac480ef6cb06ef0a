/**
 * How long an answer may take, as parameters. Source: Law 91/2025/QH15 art. 4 and Decree 356/2025/NĐ-CP (31/12/2025, in
 * force 1/1/2026), read from articles about it (cdlaf.vn, frasersvn.com), not from the gazette: `trust: "secondary"`. Where
 * they name a span we take its shorter end. A lawyer confirms them before the book is used; a change is a new entry.
 */
export const legalClock = {
  source: "Decree 356/2025/NĐ-CP",
  since: "2026-01-01",
  trust: "secondary",
  /** An officer has taken it: working days. */
  replyWorkingDays: 2,
  /** It is done: calendar days, the stricter reading of "days". `most` is what one extension may add. */
  days: {
    restrict: { due: 15, most: 15 },
    object: { due: 15, most: 15 },
    see: { due: 10, most: 10 },
    correct: { due: 10, most: 10 },
    delete: { due: 10, most: 10 },
    "take-along": { due: 10, most: 10 },
  },
} as const;
