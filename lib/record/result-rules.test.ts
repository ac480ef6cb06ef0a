import { describe, expect, test } from "vitest";
import { besideRange, rangeOf, readNumber, readRange, seriesOf } from "./result-rules.ts";

describe("a number", () => {
  test.each([
    ["6.1", 6.1],
    ["6,1", 6.1],
    ["-0.5", -0.5],
    ["1.025", 1.025],
    [" 12 ", 12],
    ["1,025", null],
    ["1.234.567", null],
    ["Âm tính", null],
    ["< 0.5", null],
    ["", null],
    [null, null],
  ])("%s", (text, expected) => expect(readNumber(text)).toBe(expected));
});

describe("a reference range is read only when it can be read in one way", () => {
  test.each([
    ["3,9 - 6,4", "mmol/L", { low: 3.9, high: 6.4, open: false }],
    ["3.9–6.4 mmol/l", "mmol/L", { low: 3.9, high: 6.4, open: false }],
    ["Khoảng tham chiếu: 4 - 10", null, { low: 4, high: 10, open: false }],
    ["< 5,2", "mmol/L", { low: null, high: 5.2, open: true }],
    ["≤ 5.2 mmol/L", "mmol/L", { low: null, high: 5.2, open: false }],
    [">60", "mL/phút", { low: 60, high: null, open: true }],
  ])("%s with %s", (text, unit, expected) => expect(readRange(text, unit)).toEqual(expected));

  test.each([
    ["3,9 - 6,4 mmol/L", "mg/dL", "another unit"],
    ["4.000 - 10.000", null, "thousands or decimals"],
    ["Nam: 130 - 170, nữ: 120 - 150", "g/L", "two ranges"],
    ["6,4 - 3,9", null, "upside down"],
    ["Gan không to, túi mật 3 - 4 cm", null, "a description"],
    ["Âm tính", null, "a word"],
    [null, null, "nothing"],
  ])("%s (%s): %s", (text, unit, _) => expect(readRange(text, unit)).toBeNull());

  test("MO_TA comes before KET_LUAN, and the words are kept as they were sent", () => {
    const sent = { unit: "mmol/L", description: " 3,9 - 6,4 ", conclusion: "4 - 7" };
    expect(rangeOf(sent)).toEqual({ text: "3,9 - 6,4", range: { low: 3.9, high: 6.4, open: false } });
    expect(rangeOf({ ...sent, description: "Mẫu huyết thanh" })?.text).toBe("4 - 7");
    expect(rangeOf({ ...sent, description: null, conclusion: null })).toBeNull();
  });
});

test("beside a range: within, above and below, and by how much", () => {
  const range = { low: 3.9, high: 6.4, open: false };
  expect(besideRange(6.9, range)).toEqual({ where: "above", by: 0.5 });
  expect(besideRange(3.85, range)).toEqual({ where: "below", by: 0.05 });
  for (const value of [3.9, 5, 6.4]) expect(besideRange(value, range)).toEqual({ where: "within", by: 0 });
  expect(besideRange(5.2, { low: null, high: 5.2, open: true })).toEqual({ where: "above", by: 0 });
});

describe("a trend", () => {
  const one = (value: number | null, day: number | null, unit = "mmol/L", facilityCode = "51000") => ({
    value,
    unit,
    facilityCode,
    at: day === null ? null : new Date(Date.UTC(2026, 0, day)),
  });
  const values = (latestFirst: ReturnType<typeof one>[], most = 6) =>
    seriesOf(latestFirst, most).map(({ points }) => points.map(({ value }) => value));
  test("joins one unit of one facility, oldest first, at most six", () => {
    const many = [8, 7, 6, 5, 4, 3, 2, 1].map((day) => one(day, day));
    expect(values(many)).toEqual([[3, 4, 5, 6, 7, 8]]);
  });
  test("another unit is not drawn and breaks the line", () => {
    expect(values([one(6, 5), one(7, 4), one(120, 3, "mg/dL"), one(8, 2)])).toEqual([[8], [7, 6]]);
  });
  test("another laboratory begins a line of its own", () => {
    expect(values([one(6, 3), one(7, 2, "mmol/L", "51001"), one(8, 1)])).toEqual([[8], [7], [6]]);
  });
  test("words and values without a time are no points", () => {
    expect(values([one(null, 3), one(6, 2), one(5, null)])).toEqual([[6]]);
    expect(seriesOf([], 6)).toEqual([]);
  });
});
