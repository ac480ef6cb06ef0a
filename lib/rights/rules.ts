import type { Day } from "#lib/platform/clock.ts";
import { legalClock } from "./legal-clock.data.ts";

/** What a person may ask about their data (quyền về dữ liệu): Law 91/2025/QH15, article 4. */
export const rightKinds = ["see", "take-along", "correct", "delete", "restrict", "object"] as const;
export type RightKind = (typeof rightKinds)[number];

/** How an officer answers. */
export const outcomes = ["done", "partly", "refused"] as const;
export type Outcome = (typeof outcomes)[number];

/** Most letters of a request; a parameter of ours, as the next. */
export const MOST_ABOUT = 2000;
/** Most letters of an answer. */
export const MOST_ANSWER = 4000;

/** A request is asked, taken, answered; or withdrawn. */
export type RightStanding = "asked" | "taken" | "answered" | "withdrawn";

const DAY = 24 * 60 * 60 * 1000;
const at = (day: Day) => new Date(`${day}T00:00:00Z`);
const dayAt = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** The day that many calendar days after `day`. */
export function addDays(day: Day, days: number): Day {
  return dayAt(at(day).getTime() + days * DAY);
}

/** The day that many working days after `day`. Saturday and Sunday are none; holidays are not known here and count. */
export function addWorkingDays(day: Day, days: number): Day {
  let found = at(day).getTime();
  for (let left = days; left > 0; ) {
    found += DAY;
    const weekday = new Date(found).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return dayAt(found);
}

/** By when a request that is sent `today` is taken, and by when it is answered. */
export function clockOf(kind: RightKind, today: Day): { replyBy: Day; dueOn: Day } {
  return {
    replyBy: addWorkingDays(today, legalClock.replyWorkingDays),
    dueOn: addDays(today, legalClock.days[kind].due),
  };
}

/** The latest day to which one extension may move it. */
export function latestExtension(kind: RightKind, dueOn: Day): Day {
  return addDays(dueOn, legalClock.days[kind].most);
}

/** Days until `dueOn`; negative when it has passed. */
export function daysLeft(dueOn: Day, today: Day): number {
  return Math.round((at(dueOn).getTime() - at(today).getTime()) / DAY);
}

/** How a request stands. */
export function standingOf(o: {
  takenAt: Date | null;
  answeredAt: Date | null;
  withdrawnAt: Date | null;
}): RightStanding {
  if (o.answeredAt) return "answered";
  if (o.withdrawnAt) return "withdrawn";
  return o.takenAt ? "taken" : "asked";
}

/** Purposes to which a number says yes, once its code came back: no button does. */
export const givenByPhone: readonly string[] = ["sms"];

/** How a copy of the book stands. */
export type ExportStanding = "being-made" | "ready" | "failed" | "gone";

/** How a copy stands at `now`: its time may be over before it is deleted. */
export function exportStanding(
  o: { readyAt: Date | null; failedAt: Date | null; expiresAt: Date | null; deletedAt: Date | null },
  now: Date,
): ExportStanding {
  if (o.failedAt) return "failed";
  if (o.deletedAt || (o.expiresAt && o.expiresAt <= now)) return "gone";
  return o.readyAt ? "ready" : "being-made";
}
