import { TIME_ZONE } from "#lib/platform/clock.ts";
import type { Locale } from "./index.ts";

const NO_BREAK = "\u00a0";

const clock = new Intl.DateTimeFormat("en-GB", { timeZone: TIME_ZONE, hour: "2-digit", minute: "2-digit" });
const calendar = new Intl.DateTimeFormat("en-GB", {
  timeZone: TIME_ZONE,
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
});
const weekdays: Record<Locale, Intl.DateTimeFormat> = {
  vi: new Intl.DateTimeFormat("vi-VN", { timeZone: TIME_ZONE, weekday: "long" }),
  en: new Intl.DateTimeFormat("en-GB", { timeZone: TIME_ZONE, weekday: "long" }),
};
const numbers = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 3 });

/** 27/11/2026 */
export function day(at: Date): string {
  return calendar.format(at);
}

/** 27/11/2026 of a calendar day `2026-11-27`; of a birth date as far as it is known: 05/1949, 1949. */
export function calendarDay(on: string): string {
  return on.split("-").reverse().join("/");
}

/** 8:20, 14:05 */
export function time(at: Date): string {
  return clock.format(at).replace(/^0/, "");
}

/** 16:40 ngày 20/11/2026 */
export function moment(at: Date, locale: Locale): string {
  return locale === "vi" ? `${time(at)} ngày${NO_BREAK}${day(at)}` : `${time(at)} on${NO_BREAK}${day(at)}`;
}

/** As `moment`; a time that a facility did not send arrives as midnight, and only the day is said. */
export function happened(at: Date, locale: Locale): string {
  if (time(at) !== "0:00") return moment(at, locale);
  return locale === "vi" ? `ngày${NO_BREAK}${day(at)}` : day(at);
}

/** Thứ Sáu 27/11/2026 */
export function weekday(at: Date, locale: Locale): string {
  return `${weekdays[locale].format(at)} ${day(at)}`;
}

/** Thứ Sáu 27/11/2026 of a calendar day `2026-11-27`. */
export function calendarWeekday(on: string, locale: Locale): string {
  return weekday(new Date(`${on}T12:00:00+07:00`), locale);
}

/** Thứ Sáu */
export function weekdayName(at: Date, locale: Locale): string {
  return weekdays[locale].format(at);
}

/** 168.520 đ: dots for thousands, never rounded. */
export function vnd(amount: number): string {
  return `${numbers.format(amount)}${NO_BREAK}đ`;
}

/** 9; 0,5 */
export function quantity(value: number): string {
  return numbers.format(value);
}
