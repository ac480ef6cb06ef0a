import { type Row, sent } from "./rows.ts";

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return false;
  return day <= (daysInMonth[month - 1] ?? 0) || (month === 2 && day === 29 && isLeap(year));
}

const isDayIn = (text: string) =>
  isDay(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8)));

const DAY = /^\d{8}(\d{4}(\d{2})?)?$/;

/** `yyyymmdd` (longer is cut) as `YYYY-MM-DD`; null when it is no calendar day. */
export function dayFrom(text: string): string | null {
  if (!DAY.test(text) || !isDayIn(text)) return null;
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
}

/** Whether a text is a moment as the annex writes it: `yyyymmddHHMM`. Two such texts compare like their moments. */
export const isMoment = (text: string) =>
  text.length === 12 &&
  DAY.test(text) &&
  isDayIn(text) &&
  text.slice(8, 10) < "24" &&
  text.slice(10, 12) < "60";

/** A bare day, `yyyymmdd`. */
export const isBareDay = (text: string) => text.length === 8 && DAY.test(text) && isDayIn(text);

/** Vietnam has kept this distance from UTC since 1975. */
const HOURS_AHEAD = 7;

/** `yyyymmddHHMM` as a moment in Vietnam; a bare day is its first minute, seconds are cut. */
export function momentFrom(text: string): Date | null {
  const whole = text.length === 8 ? `${text}0000` : text.slice(0, 12);
  if (!DAY.test(text) || !isMoment(whole)) return null;
  const part = (from: number, to: number) => Number(whole.slice(from, to));
  return new Date(Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(8, 10) - HOURS_AHEAD, part(10, 12)));
}

/** A moment as the annex writes it, in Vietnam. */
export const momentText = (at: Date) =>
  new Date(at.getTime() + HOURS_AHEAD * 3_600_000).toISOString().replace(/\D/g, "").slice(0, 12);

/** NGAY_SINH as far as it is known: `1949`, `1949-05` or `1949-05-20`; null when it is no date. */
export function birthDateFrom(text: string): string | null {
  const m = /^(\d{4})(?:(\d{2})(?:(\d{2})(\d{4})?)?)?$/.exec(text);
  if (!m?.[1] || Number(m[1]) < 1850) return null;
  const month = m[2] ?? "00";
  const day = m[3] ?? "00";
  if (month === "00") return day === "00" ? m[1] : null;
  if (day === "00") return Number(month) <= 12 ? `${m[1]}-${month}` : null;
  return isDay(Number(m[1]), Number(month), Number(day)) ? `${m[1]}-${month}-${day}` : null;
}

const NUMBER = /^-?\d{1,12}(\.\d+)?$/;

/** A decimal with a dot; null when it is none or larger than any claim. */
export function numberFrom(text: string): number | null {
  // Most amounts are nothing.
  if (text === "0") return 0;
  return NUMBER.test(text) ? Number(text) : null;
}

/** The items of a `;` list, without blanks. */
export function listFrom(text: string | null): string[] {
  if (text === null) return [];
  if (!text.includes(";")) return text.trim() === "" ? [] : [text.trim()];
  return placesOf(text).filter((item) => item !== "");
}

/** The places of a `;` list that stands beside others: an empty one keeps its place. */
export function placesOf(text: string | null): string[] {
  return text === null ? [] : text.split(";").map((item) => item.trim());
}

/** ICD-10 codes without dagger or asterisk: those are marks, not part of a code. A comma parts codes, not their digits. */
export function conditionCodesFrom(text: string | null): string[] {
  if (text === null) return [];
  return text
    .split(/;|,(?=\s*\p{L})/u)
    .map((code) => code.replace(/[†‡*+\s]/g, "").toUpperCase())
    .filter((code) => code !== "");
}

/** Time, day and number of a field as it was sent; null for a blank or a malformed one. */
export const sentMoment = (row: Row, field: string) => momentFrom(sent(row, field) ?? "");
export const sentDay = (row: Row, field: string) => dayFrom(sent(row, field) ?? "");
export const sentNumber = (row: Row, field: string) => numberFrom(sent(row, field) ?? "");
