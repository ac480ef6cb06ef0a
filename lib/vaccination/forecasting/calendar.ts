import type { Day } from "#lib/platform/clock.ts";

/**
 * A calendar day as a number, so that a forecast compares and adds without making date objects. CDSi 3.4, "date
 * calculations": years and months are added on the calendar, then weeks and days; a day that does not exist becomes
 * the first of the next month (CALCDT-1 to 5).
 */
export type DayNumber = number;

/** A span as the rules write it: `12 months - 4 days`. */
export type Duration = string;

type Steps = { months: number; days: number };

/** Before every date of a rule (CDSi "01/01/1900"). */
export const ALWAYS: DayNumber = -1e7;
/** After every date of a rule (CDSi "12/31/2999"). */
export const NEVER: DayNumber = 1e7;

const dayInEra = (year: number, month: number, day: number): DayNumber => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
};

function partsOf(at: DayNumber): { year: number; month: number; day: number } {
  const era = Math.floor(at / 146097);
  const dayOfEra = at - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

const lengthOf = (year: number, month: number): number =>
  dayInEra(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - dayInEra(year, month, 1);

/** The number of a day written `YYYY-MM-DD`; null when there is no such day. */
export function dayNumber(text: Day): DayNumber | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (month < 1 || month > 12 || day < 1 || day > lengthOf(year, month)) return null;
  return dayInEra(year, month, day);
}

const ruleDays = new Map<Day, DayNumber>();

/** A date that a rule names; rules are read once, so a wrong one is a fault of the pack. */
export function ruleDay(text: Day): DayNumber {
  const known = ruleDays.get(text);
  if (known !== undefined) return known;
  const day = dayNumber(text);
  if (day === null) throw new Error(`“${text}” is no date`);
  ruleDays.set(text, day);
  return day;
}

/** `YYYY-MM-DD`. */
export function writtenDay(at: DayNumber): Day {
  const { year, month, day } = partsOf(at);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

const durations = new Map<Duration, Steps>();
const units: Record<string, Steps> = {
  day: { months: 0, days: 1 },
  week: { months: 0, days: 7 },
  month: { months: 1, days: 0 },
  year: { months: 12, days: 0 },
};

/** The steps of a duration; it throws on what is no duration, which only a pack can hold. */
function stepsOf(duration: Duration): Steps {
  const known = durations.get(duration);
  if (known) return known;
  const steps: Steps = { months: 0, days: 0 };
  const left = duration.replace(/\s*([+-]?)\s*(\d+)\s+(day|week|month|year)s?\b/g, (_, sign, count, name) => {
    const unit = units[name];
    const times = Number(count) * (sign === "-" ? -1 : 1);
    steps.months += times * (unit?.months ?? 0);
    steps.days += times * (unit?.days ?? 0);
    return "";
  });
  if (left.trim() !== "" || duration.trim() === "") throw new Error(`“${duration}” is no duration`);
  durations.set(duration, steps);
  return steps;
}

/** Whether a text is a duration that `plus` understands. */
export function isDuration(text: string): boolean {
  try {
    stepsOf(text);
    return true;
  } catch {
    return false;
  }
}

/** A day and a duration after it. */
export function plus(from: DayNumber, duration: Duration): DayNumber {
  const { months, days } = stepsOf(duration);
  if (months === 0) return from + days;
  const { year, month, day } = partsOf(from);
  const count = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  const exists = day <= lengthOf(toYear, toMonth);
  const moved = exists
    ? dayInEra(toYear, toMonth, day)
    : dayInEra(toYear, toMonth, 1) + lengthOf(toYear, toMonth);
  return moved + days;
}

/** A day and a duration after it, or what is assumed where the rule names none. */
export const plusOr = (from: DayNumber, duration: Duration | undefined, assumed: DayNumber): DayNumber =>
  duration === undefined ? assumed : plus(from, duration);

/** The latest of days; null when there is none. */
export function latestOf(days: readonly (DayNumber | null)[]): DayNumber | null {
  let latest: DayNumber | null = null;
  for (const day of days) if (day !== null && (latest === null || day > latest)) latest = day;
  return latest;
}

/** The earliest of days; null when there is none. */
export function earliestOf(days: readonly (DayNumber | null)[]): DayNumber | null {
  let earliest: DayNumber | null = null;
  for (const day of days) if (day !== null && (earliest === null || day < earliest)) earliest = day;
  return earliest;
}
