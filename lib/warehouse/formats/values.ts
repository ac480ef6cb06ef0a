import { type Row, sent } from "./rows.ts";

const isDay = (year: number, month: number, day: number) => {
  const made = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
};

/** `yyyymmdd` (longer is cut) as `YYYY-MM-DD`; null when it is no calendar day. */
export function dayFrom(text: string): string | null {
  const m = /^(\d{4})(\d{2})(\d{2})(\d{4})?$/.exec(text);
  return m && isDay(Number(m[1]), Number(m[2]), Number(m[3])) ? `${m[1]}-${m[2]}-${m[3]}` : null;
}

/** `yyyymmddHHMM` as a moment in Vietnam; a bare day is its first minute, seconds are cut. */
export function momentFrom(text: string): Date | null {
  const m = /^(\d{8})(?:(\d{2})(\d{2})(?:\d{2})?)?$/.exec(text);
  const day = m?.[1] ? dayFrom(m[1]) : null;
  const hour = m?.[2] ?? "00";
  const minute = m?.[3] ?? "00";
  if (!day || Number(hour) > 23 || Number(minute) > 59) return null;
  return new Date(`${day}T${hour}:${minute}:00+07:00`);
}

/** NGAY_SINH as far as it is known: `1949`, `1949-05` or `1949-05-20`; null when it is no date. */
export function birthDateFrom(text: string): string | null {
  const m = /^(\d{4})(\d{2})?(\d{2})?(\d{4})?$/.exec(text);
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
  return NUMBER.test(text) ? Number(text) : null;
}

/** The items of a `;` list, without blanks. */
export function listFrom(text: string | null): string[] {
  return (text ?? "")
    .split(";")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** ICD-10 codes without dagger or asterisk: those are marks, not part of a code. */
export function conditionCodesFrom(text: string | null): string[] {
  return (text ?? "")
    .split(/[;,]/)
    .map((code) => code.replace(/[†*+\s]/g, "").toUpperCase())
    .filter((code) => code !== "");
}

/** Time, day and number of a field as it was sent; null for a blank or a malformed one. */
export const sentMoment = (row: Row, field: string) => momentFrom(sent(row, field) ?? "");
export const sentDay = (row: Row, field: string) => dayFrom(sent(row, field) ?? "");
export const sentNumber = (row: Row, field: string) => numberFrom(sent(row, field) ?? "");
