import { describe, expect, test } from "vitest";
import {
  daysMeant,
  type Expected,
  facilityCalled,
  fitsReport,
  isOverdue,
  missingOf,
} from "./missing-rules.ts";
import { silenceFrom, silentMonthsOf } from "./silent-rules.ts";

const today = "2026-11-26";

test("nothing is late before the facility's own usual delay and a week are over", () => {
  expect(isOverdue("2026-11-19", 0, today)).toBe(false);
  expect(isOverdue("2026-11-18", 0, today)).toBe(true);
  expect(isOverdue("2026-11-18", 3, today)).toBe(false);
  expect(isOverdue("2026-11-18", null, today)).toBe(true);
  // Old records that came all at once do not make a facility slow for ever.
  expect(isOverdue("2026-09-18", 900, today)).toBe(true);
});

describe("what a book says is missing", () => {
  const usual = new Map<string, number | null>([["51000", 2]]);
  const nothing = { arrivals: [], checkins: [], withoutResults: [], withoutPapers: [], expected: [] };
  const arrival = (on: string, facilityCode = "51000", encounterId: string | null = "other") => ({
    encounterId,
    facilityCode,
    on,
    isCheckin: false,
  });
  const checkin = { encounterId: "c", facilityCode: "51000", on: "2026-11-01", isStay: false };
  const slip: Expected = {
    kind: "follow-up",
    encounterId: "v",
    line: 1,
    fromFacility: "51000",
    facilityCode: "51000",
    on: "2026-11-10",
  };

  test("is a check-in without its claim, unless a claim of that day came under another number or is private", () => {
    const kinds = (arrivals: ReturnType<typeof arrival>[]) =>
      missingOf({ ...nothing, checkins: [checkin], arrivals }, usual, today).map((one) => one.kind);
    expect(kinds([])).toEqual(["claim"]);
    expect(kinds([{ ...arrival("2026-11-01", "51000", "c"), isCheckin: true }])).toEqual(["claim"]);
    expect(kinds([arrival("2026-11-01")])).toEqual([]);
    expect(kinds([arrival("2026-11-01", "51000", null)])).toEqual([]);
    expect(kinds([arrival("2026-11-01", "51001")])).toEqual(["claim"]);
  });
  test("is the visit that a slip or a referral leads to, when none came there", () => {
    const left = (arrivals: ReturnType<typeof arrival>[], one = slip) =>
      missingOf({ ...nothing, expected: [one], arrivals }, usual, today).length;
    expect(left([])).toBe(1);
    expect(left([arrival("2026-11-04")])).toBe(0);
    expect(left([arrival("2026-11-01")])).toBe(1);
    expect(left([arrival("2026-11-12", "51000", null)])).toBe(0);
    expect(left([], { ...slip, on: "2026-11-20" })).toBe(0);
    const referral: Expected = { ...slip, kind: "referral", facilityCode: "51001" };
    expect(left([arrival("2026-11-12")], referral)).toBe(1);
    expect(left([arrival("2026-11-09", "51001")], referral)).toBe(1);
    expect(left([arrival("2026-11-10", "51001")], referral)).toBe(0);
  });
});

test("a facility that usually sends is silent in the months of which it sent nothing, none that may still come", () => {
  const year = (...without: string[]) =>
    new Set(
      ["2025-12", ...Array.from({ length: 10 }, (_, at) => `2026-${String(at + 1).padStart(2, "0")}`)].filter(
        (month) => !without.includes(month),
      ),
    );
  expect(silentMonthsOf(year("2026-03", "2026-08"), 3, today)).toEqual(["2026-03", "2026-08"]);
  // October may still come where two months are usual; before its first month nobody waited for it.
  expect(silentMonthsOf(year("2026-10"), 3, today)).toEqual(["2026-10"]);
  expect(silentMonthsOf(year("2026-10"), null, today)).toEqual([]);
  expect(silentMonthsOf(year("2025-12", "2026-01"), 3, today)).toEqual([]);
  // Whoever sends now and then is not silent.
  expect(silentMonthsOf(new Set(["2025-12", "2026-04", "2026-09"]), 3, today)).toEqual([]);
  expect(silentMonthsOf(new Set(), 3, today)).toEqual([]);
  expect(silenceFrom("2026-01-31")).toBe("2025-01-01");
});

test.each([
  ["TTYT Bình Sơn", "51000"],
  ["trung tam y te binh son", "51000"],
  ["Trạm y tế xã Bình Minh", "51001"],
  ["TYT", null],
  ["Bệnh viện Chợ Rẫy", null],
  ["  ", null],
])("%s is called so by one facility at most", (place, code) => {
  const names = new Map([
    ["51000", "Trung tâm Y tế Bình Sơn"],
    ["51001", "Trạm Y tế xã Bình Minh"],
    ["51002", "Trạm Y tế xã Bình Chương"],
  ]);
  expect(facilityCalled(place, names)).toBe(code);
});

test("a remembered day is about right, a month and a year are whole", () => {
  expect(daysMeant("2026")).toEqual({ from: "2026-01-01", to: "2026-12-31" });
  expect(daysMeant("2026-02")).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  expect(daysMeant("2026-03-01")).toEqual({ from: "2026-02-26", to: "2026-03-04" });
  const report = { facilityCode: "51000", visitedOn: "2026-03-01" };
  expect(fitsReport(report, { facilityCode: "51000", on: "2026-03-04" })).toBe(true);
  expect(fitsReport(report, { facilityCode: "51000", on: "2026-03-05" })).toBe(false);
  expect(fitsReport({ ...report, facilityCode: null }, { facilityCode: "51000", on: "2026-03-01" })).toBe(
    false,
  );
});
