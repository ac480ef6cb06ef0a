import { describe, expect, test } from "vitest";
import { isByFifth, type Judged, judge, monthOf } from "./quality-rules.ts";

const at = (text: string) => new Date(`${text}:00+07:00`);
const good: Judged = {
  codes: [],
  held: false,
  numbered: true,
  overAt: at("2026-10-30T10:00"),
  receivedAt: at("2026-10-30T17:00"),
};

describe("the four figures of a dossier", () => {
  test("one without a finding, with its number and sent the same day, counts in all of them", () => {
    expect(judge(good)).toEqual({
      ...{ dossiers: 1, correct: 1, complete: 1, clean: 1, timed: 1, withinDay: 1, byFifth: 1 },
    });
  });

  test.each([
    ["a missing field", { codes: ["missing"] }, { complete: 0, correct: 1, clean: 1 }],
    ["a code no list knows", { codes: ["unknown-code"] }, { correct: 0, complete: 1, clean: 1 }],
    ["a sum that is off", { codes: ["sum-differs"] }, { correct: 0, complete: 1 }],
    ["another name than known", { codes: ["details-differ"] }, { correct: 1, clean: 0 }],
    ["a dossier held for matching", { codes: ["needs-matching"], held: true }, { correct: 1, clean: 0 }],
    ["no personal id", { numbered: false }, { clean: 0, correct: 1 }],
    ["no end of the visit", { overAt: null }, { timed: 0, withinDay: 0, byFifth: 0 }],
    ["two days later", { receivedAt: at("2026-11-01T10:01") }, { timed: 1, withinDay: 0, byFifth: 1 }],
  ] satisfies [string, Partial<Judged>, object][])("%s", (_, more, expected) => {
    expect(judge({ ...good, ...more })).toMatchObject(expected);
  });

  test("before the 5th of the next month, in Bình Sơn's days", () => {
    expect(isByFifth(at("2026-10-01T08:00"), at("2026-11-04T23:59"))).toBe(true);
    expect(isByFifth(at("2026-10-01T08:00"), at("2026-11-05T00:00"))).toBe(false);
    expect(isByFifth(at("2026-12-31T23:30"), at("2027-01-04T12:00"))).toBe(true);
    expect(isByFifth(at("2026-12-31T23:30"), at("2027-01-05T00:00"))).toBe(false);
  });

  test("the month is Bình Sơn's too", () => {
    expect(monthOf(new Date("2026-10-31T17:30:00Z"))).toBe("2026-11-01");
  });
});
