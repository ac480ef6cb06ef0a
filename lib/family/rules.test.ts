import { describe, expect, test } from "vitest";
import { dayOfAge, hasOwnSay, standingOf, untilFrom } from "./rules.ts";

const child = {
  acceptedAt: new Date(),
  endedAt: null,
  stoppedAt: null,
  until: null,
  citizenBorn: "2008-11-26",
  childAgreedAt: null,
  forChild: false,
  role: "mother",
};

test("an age is come to on the birthday, and on the last of February by whoever was born on the 29th", () => {
  expect(dayOfAge("2008-11-26", 18)).toBe("2026-11-26");
  expect(dayOfAge("2008-02-29", 18)).toBe("2026-02-28");
  expect(hasOwnSay("2019-11-27", "2026-11-26")).toBe(false);
  expect(hasOwnSay("2019-11-26", "2026-11-26")).toBe(true);
});

describe("how a relation stands", () => {
  test("civil code, article 20: at 18 representation ends by itself", () => {
    expect(standingOf(child, "2026-11-25")).toBe("holds");
    expect(standingOf(child, "2026-11-26")).toBe("ended");
    expect(standingOf({ ...child, role: "adult-guardian" }, "2026-11-26")).toBe("holds");
  });

  test("law 91/2025, article 24: from 7 what is given to others waits for the child", () => {
    const given = { ...child, citizenBorn: "2019-11-26", role: "trusted", forChild: true };
    expect(standingOf(given, "2026-11-25")).toBe("holds");
    expect(standingOf(given, "2026-11-26")).toBe("needs-child");
    expect(standingOf({ ...given, childAgreedAt: new Date() }, "2026-11-26")).toBe("holds");
  });

  test("what was stopped or is over does not hold", () => {
    expect(standingOf({ ...child, stoppedAt: new Date() }, "2026-01-01")).toBe("stopped");
    expect(standingOf({ ...child, until: "2025-12-31" }, "2026-01-01")).toBe("ended");
    expect(standingOf({ ...child, acceptedAt: null }, "2026-01-01")).toBe("waiting");
  });
});

test.each([
  [{ day: "1", month: "2", year: "2027" }, { until: "2027-02-01" }],
  [{ day: "31", month: "2", year: "2027" }, { fault: "day" }],
  [{ day: "", month: "2", year: "2027" }, { fault: "day" }],
  [{ day: "26", month: "11", year: "2026" }, { fault: "past" }],
  [{ day: "27", month: "11", year: "2036" }, { fault: "far" }],
])("the last day of a trust: %j", (sent, read) => {
  expect(untilFrom(sent, "2026-11-26")).toEqual(read);
});
