import type { Day } from "#lib/platform/clock.ts";
import { APPEAL_DAYS, DUE_SOON_DAYS, deadlines } from "./deadlines.data.ts";

const DAY_MS = 86_400_000;
const at = (day: Day) => new Date(`${day}T00:00:00Z`);

/** The day `days` after another. */
export function daysAfter(day: Day, days: number): Day {
  return new Date(at(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days from one day to another; negative when it lies before. */
export function daysUntil(today: Day, day: Day): number {
  return Math.round((at(day).getTime() - at(today).getTime()) / DAY_MS);
}

const isWeekend = (day: Day) => [0, 6].includes(at(day).getUTCDay());

/**
 * The day by which `days` working days have passed. Saturdays and Sundays do not count. Public holidays count as working
 * days, because no list of them is at hand: the promise comes earlier by them, never later.
 */
export function workingDaysAfter(day: Day, days: number): Day {
  let reached = day;
  for (let left = days; left > 0; ) {
    reached = daysAfter(reached, 1);
    if (!isWeekend(reached)) left -= 1;
  }
  return reached;
}

/** By when a case that is sent today is to be taken up, and by when it is to be answered (Decree 356/2025). */
export function dueDays(today: Day): { replyDueOn: Day; mendDueOn: Day } {
  return {
    replyDueOn: workingDaysAfter(today, deadlines.replyWorkingDays),
    mendDueOn: daysAfter(today, deadlines.mendDays),
  };
}

/** How a case stands against its days: what is due next, and how near it is. */
export type Clock = { dueOn: Day; daysLeft: number; mark: "in-time" | "due-soon" | "overdue" };

/** The clock of an open case: the day of the reply until it is taken, then the day of the answer. */
export function clockOf(o: { replyDueOn: Day; mendDueOn: Day; takenAt: Date | null }, today: Day): Clock {
  const dueOn = o.takenAt ? o.mendDueOn : o.replyDueOn;
  const daysLeft = daysUntil(today, dueOn);
  return {
    dueOn,
    daysLeft,
    mark: daysLeft < 0 ? "overdue" : daysLeft <= DUE_SOON_DAYS ? "due-soon" : "in-time",
  };
}

/** The last day on which a person may ask the health authority to look at an answer again. */
export const appealUntil = (answeredOn: Day): Day => daysAfter(answeredOn, APPEAL_DAYS);
