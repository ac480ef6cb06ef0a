import { expect, test } from "vitest";
import { visitDayFrom } from "./visit-day-rules.ts";

const of = (day: string, month: string, year: string) =>
  visitDayFrom({ "visited.day": day, "visited.month": month, "visited.year": year }, "2026-11-25");

test.each([
  ["", "", "2026", "2026"],
  ["", "3", "2026", "2026-03"],
  ["5", "3", "2026", "2026-03-05"],
  ["25", "11", "2026", "2026-11-25"],
  ["29", "2", "2024", "2024-02-29"],
])("%s/%s/%s is %s", (day, month, year, said) => expect(of(day, month, year)).toBe(said));

test.each([
  ["", "", ""],
  ["26", "11", "2026"],
  ["", "12", "2026"],
  ["", "", "2027"],
  ["31", "2", "2026"],
  ["29", "2", "2026"],
  ["5", "", "2026"],
  ["x", "3", "2026"],
  ["5", "13", "2026"],
  ["", "", "1899"],
])("%s/%s/%s is no day", (day, month, year) => expect(of(day, month, year)).toBeNull());
