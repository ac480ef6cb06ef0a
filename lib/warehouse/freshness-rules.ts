import type { Day } from "#lib/platform/clock.ts";

/** So long without a file is worth a word: our choice, a facility works and sends every week. */
export const STALE_DAYS = 7;

/** Whole calendar days from one to the other. */
export const daysBetween = (from: Day, to: Day) =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** Whether a facility that sent last on that day has been silent for long. */
export const isStale = (lastOn: Day, today: Day) => daysBetween(lastOn, today) > STALE_DAYS;
