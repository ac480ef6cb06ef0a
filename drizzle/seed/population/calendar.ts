/** A calendar day, counted from 1970-01-01. */
export type DayNumber = number;
/** A minute of local time, counted from 1970-01-01 00:00. */
export type Minute = number;

const MS_PER_DAY = 86_400_000;
const MINUTES = 1440;

/** `YYYY-MM-DD` as a day; null when it is none. */
export function dayFrom(text: string): DayNumber | null {
  const made = new Date(`${text}T00:00:00Z`);
  const real = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(made.getTime());
  return real && made.toISOString().startsWith(text) ? made.getTime() / MS_PER_DAY : null;
}

const written = new Map<DayNumber, string>();

/** yyyymmdd. */
export function ymd(day: DayNumber): string {
  let text = written.get(day);
  if (text === undefined) {
    text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10).replaceAll("-", "");
    written.set(day, text);
  }
  return text;
}

const two = (value: number) => (value < 10 ? `0${value}` : `${value}`);

export const dayOf = (minute: Minute): DayNumber => Math.floor(minute / MINUTES);
export const minuteOf = (day: DayNumber, hour: number, minute: number): Minute =>
  day * MINUTES + hour * 60 + minute;

/** yyyymmddHHMM. */
export function stamp(minute: Minute): string {
  const rest = minute - dayOf(minute) * MINUTES;
  return ymd(dayOf(minute)) + two(Math.floor(rest / 60)) + two(rest % 60);
}

export const yearOf = (day: DayNumber) => Number(ymd(day).slice(0, 4));
/** 1 to 12. */
export const monthOf = (day: DayNumber) => Number(ymd(day).slice(4, 6));
export const isSunday = (day: DayNumber) => (day + 4) % 7 === 0;

export const dayAt = (year: number, month: number, day: number): DayNumber =>
  Date.UTC(year, month - 1, day) / MS_PER_DAY;

/** The same day of another year; 29 February becomes 1 March. */
export const yearsLater = (day: DayNumber, years: number) =>
  dayAt(yearOf(day) + years, monthOf(day), Number(ymd(day).slice(6)));

/** Whole years. */
export function ageOn(bornOn: DayNumber, day: DayNumber): number {
  const years = yearOf(day) - yearOf(bornOn);
  return ymd(day).slice(4) < ymd(bornOn).slice(4) ? years - 1 : years;
}
