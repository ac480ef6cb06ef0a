import { expect, test } from "vitest";
import { dayNumber, isDuration, plus, writtenDay } from "./calendar.ts";

const after = (from: string, duration: string) => writtenDay(plus(dayNumber(from) ?? Number.NaN, duration));

test("days are counted over centuries and leap years", () => {
  for (const day of ["1900-01-01", "1999-12-31", "2000-02-29", "2024-02-29", "2100-03-01"])
    expect(writtenDay(dayNumber(day) ?? Number.NaN)).toBe(day);
  expect(dayNumber("1970-01-02")).toBe((dayNumber("1970-01-01") ?? 0) + 1);
  const days = (to: string, from: string) => (dayNumber(to) ?? 0) - (dayNumber(from) ?? 0);
  expect(days("2001-01-01", "1901-01-01")).toBe(36525);
});

test("what is no day of the calendar is none", () => {
  for (const text of ["2025-02-29", "2025-13-01", "2025-00-10", "2025-1-1", "25-01-01", "", "2025-04-31"])
    expect(dayNumber(text)).toBeNull();
});

test("CALCDT-1 to 4: years and months on the calendar, then weeks and days", () => {
  expect(after("2024-01-15", "18 months + 4 weeks")).toBe("2025-08-12");
  expect(after("2024-01-15", "4 weeks - 4 days")).toBe("2024-02-08");
  expect(after("2024-01-15", "12 months - 4 days")).toBe("2025-01-11");
  expect(after("2024-11-15", "2 months")).toBe("2025-01-15");
  expect(after("2024-01-15", "0 days")).toBe("2024-01-15");
});

test("CALCDT-5: a day that does not exist becomes the first of the next month", () => {
  expect(after("2024-02-29", "1 year")).toBe("2025-03-01");
  expect(after("2025-08-31", "6 months")).toBe("2026-03-01");
  expect(after("2025-10-31", "1 month")).toBe("2025-12-01");
  expect(after("2024-02-29", "4 years")).toBe("2028-02-29");
});

test("a duration is read whole or not at all", () => {
  for (const text of ["6 weeks", "1 day", "11 years + 6 months"]) expect(isDuration(text)).toBe(true);
  for (const text of ["", "soon", "6", "6 weeks or so", "7.5 weeks", "months"])
    expect(isDuration(text)).toBe(false);
});
