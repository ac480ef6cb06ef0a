import { describe, expect, test } from "vitest";
import { lastDayOf, readDayParts } from "./dose-rules.ts";

const said = (text: string) => {
  const parts = readDayParts(text);
  return parts && Object.fromEntries(parts);
};

describe("morning, noon, afternoon and evening, only where the text says so", () => {
  test.each([
    ["Sáng 1 viên, tối 2 viên", { sáng: "1 viên", tối: "2 viên" }],
    ["Ngày uống: sáng 1 viên", null],
    ["Uống sáng 1 viên, chiều 1 viên", { sáng: "1 viên", chiều: "1 viên" }],
    ["Uống sau ăn. Sáng 1 viên; trưa 1 viên; tối 1 viên", { sáng: "1 viên", trưa: "1 viên", tối: "1 viên" }],
    ["Sáng: 0,5 viên - Tối: 1/2 viên", { sáng: "0,5 viên", tối: "1/2 viên" }],
    ["Sáng 1.5 ml sau ăn", { sáng: "1,5 ml" }],
    ["sáng 1 viên và tối 1 viên trước khi đi ngủ", { sáng: "1 viên", tối: "1 viên" }],
    ["Tối 1 viên trước ngủ", { tối: "1 viên" }],
  ])("%s", (text, expected) => expect(said(text)).toEqual(expected));

  test.each([
    "Uống ngày 2 lần sáng, tối",
    "Tối đa 4 viên một ngày",
    "Sáng hoặc tối 1 viên",
    "Sáng 1 viên hoặc tối 1 viên",
    "Chiều tối 1 viên",
    "Sáng 1 viên nếu sốt",
    "Sáng 1 viên, cách ngày",
    "Sáng 1 viên, sáng 2 viên",
    "Sáng 1 viên, tối tiêm 10 đơn vị theo đường huyết",
    "Sáng thứ hai 1 viên",
    "Sáng 1 viên, tuần sau sáng 2 viên",
    "Uống sau ăn",
    "",
  ])("anything else stays a text: %s", (text) => expect(said(text)).toBeNull());
});

describe("the last day of a medicine is what the paper says", () => {
  const orderedAt = new Date("2026-11-20T23:30:00+07:00");
  const plain = { doseText: null, orderedAt, careKind: "01", endedAt: new Date("2026-11-20T23:59:00+07:00") };
  test("the days of the dose count from the day of the order", () => {
    expect(lastDayOf({ ...plain, doseText: "1 viên/lần * 2 lần/ngày * 14 ngày [2 viên/ngày]" })).toBe(
      "2026-12-03",
    );
    expect(lastDayOf({ ...plain, doseText: "1 viên/lần * 2 lần/ngày * 1 ngày" })).toBe("2026-11-20");
  });
  test("a visit that hands out medicines for a time ends with them (MA_LOAI_KCB 02, 05, 07: NGAY_RA)", () => {
    const endedAt = new Date("2026-12-19T23:59:00+07:00");
    for (const careKind of ["02", "05", "07"])
      expect(lastDayOf({ ...plain, careKind, endedAt, doseText: "Sáng 1 viên" })).toBe("2026-12-19");
    expect(lastDayOf({ ...plain, careKind: "01", endedAt, doseText: "Sáng 1 viên" })).toBeNull();
  });
  test.each(["Sáng 1 viên", "1 viên/lần * 2 lần/ngày * 0 ngày", "1 viên/lần * 2 lần/ngày * 1.5 ngày", null])(
    "without days nothing is guessed: %s",
    (doseText) => expect(lastDayOf({ ...plain, doseText })).toBeNull(),
  );
});
