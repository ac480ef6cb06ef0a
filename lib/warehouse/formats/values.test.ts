import { expect, test } from "vitest";
import { birthDateFrom, conditionCodesFrom, dayFrom, listFrom, momentFrom, numberFrom } from "./values.ts";

test("moments are in Vietnam's time, whatever the machine's", () => {
  expect(momentFrom("202603100810")).toEqual(new Date("2026-03-10T01:10:00Z"));
  expect(momentFrom("20260310")).toEqual(new Date("2026-03-09T17:00:00Z"));
  expect(momentFrom("202612312359")).toEqual(new Date("2026-12-31T16:59:00Z"));
});

test.each([
  "",
  "2026",
  "202602300800",
  "202603102460",
  "202603102400",
  "10/03/2026",
  "20260310081",
  "abcdefghijkl",
])("%s is no moment", (text) => expect(momentFrom(text)).toBeNull());

test("days are calendar days", () => {
  expect(dayFrom("20240229")).toBe("2024-02-29");
  expect(dayFrom("20230229")).toBeNull();
});

test.each([
  ["1949", "1949"],
  ["194900000000", "1949"],
  ["19490000", "1949"],
  ["194905000000", "1949-05"],
  ["194905", "1949-05"],
  ["19490520", "1949-05-20"],
  ["194905200000", "1949-05-20"],
  ["202605121935", "2026-05-12"],
])("a birth date of %s is known as %s", (text, known) => expect(birthDateFrom(text)).toBe(known));

test.each(["", "0000", "19491301", "19490231", "19490020", "20/05/1949"])("%s is no birth date", (text) => {
  expect(birthDateFrom(text)).toBeNull();
});

test("numbers have a dot and fit a column", () => {
  expect(["863730.00", "0", "-1.5"].map(numberFrom)).toEqual([863730, 0, -1.5]);
  expect(["1,5", "", "1e5", "9".repeat(13), "mười"].map(numberFrom)).toEqual([null, null, null, null, null]);
});

test("lists lose their blanks, codes their dagger and asterisk", () => {
  expect(listFrom(" K01; ;K03 ")).toEqual(["K01", "K03"]);
  expect(conditionCodesFrom("A17.0†;G01*; e11.9 ")).toEqual(["A17.0", "G01", "E11.9"]);
});
