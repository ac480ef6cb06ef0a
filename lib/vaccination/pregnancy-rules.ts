import type { Day } from "#lib/platform/clock.ts";

/** What a woman tells of a pregnancy: the day the child is expected, if she knows it, and when she told it. */
export type Pregnancy = { dueOn: Day | null; toldOn: Day; endedOn: Day | null };

/** From the first day of the last period to the day the child is expected: 40 weeks, as due dates are counted. */
const DAYS_EXPECTED = 280;
/** How long after that day it is not asked any more whether she is pregnant. A number of ours. */
const DAYS_AFTER = 14;

const DAY_MS = 86_400_000;
const daysAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Until when what she told holds: it ends by itself. */
export const pregnancyUntil = ({ dueOn, toldOn }: Pregnancy): Day =>
  daysAfter(dueOn ?? daysAfter(toldOn, DAYS_EXPECTED), DAYS_AFTER);

/** Whether she is pregnant on a day, by what she told. */
export const isPregnant = (told: Pregnancy | null, today: Day): told is Pregnancy =>
  told !== null && told.endedOn === null && today <= pregnancyUntil(told);

/** When it began, by the day that was told; nothing where she does not know it. */
export const pregnancyBegan = ({ dueOn }: Pregnancy): Day | null => dueOn && daysAfter(dueOn, -DAYS_EXPECTED);

/** Whether a day can be the one on which a child is expected: within the next 40 weeks, or a little past. */
export const mayBeDue = (dueOn: Day, today: Day): boolean =>
  dueOn >= daysAfter(today, -DAYS_AFTER) && dueOn <= daysAfter(today, DAYS_EXPECTED);

/** Whom the page asks. The schedule names no ages of women; these are ours, and a wide berth. */
export const mayBePregnant = (sex: string, years: number | null): boolean =>
  sex === "female" && years !== null && years >= 15 && years < 50;
