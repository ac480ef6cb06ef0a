import { expect, test } from "vitest";
import { addDays, addWorkingDays, clockOf, daysLeft, latestExtension, standingOf } from "./rules.ts";

test("Decree 356/2025: an officer replies within two working days, and weekends are none", () => {
  expect(addWorkingDays("2026-11-26", 2)).toBe("2026-11-30");
  expect(addWorkingDays("2026-11-23", 2)).toBe("2026-11-25");
  expect(addWorkingDays("2026-11-28", 2)).toBe("2026-12-01");
});

test("Decree 356/2025: restricting and objecting within 15 days, extended once by at most 15; others within 10", () => {
  expect(clockOf("restrict", "2026-11-26")).toEqual({ replyBy: "2026-11-30", dueOn: "2026-12-11" });
  expect(clockOf("object", "2026-12-20").dueOn).toBe("2027-01-04");
  expect(clockOf("see", "2026-11-26").dueOn).toBe("2026-12-06");
  expect(latestExtension("object", "2026-12-11")).toBe("2026-12-26");
  expect(latestExtension("delete", "2026-12-06")).toBe("2026-12-16");
});

test("days are counted over months and years", () => {
  expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
  expect(daysLeft("2026-12-01", "2026-11-26")).toBe(5);
  expect(daysLeft("2026-11-25", "2026-11-26")).toBe(-1);
});

test("a request has one standing", () => {
  const [none, some] = [null, new Date(0)];
  expect(standingOf({ takenAt: none, answeredAt: none, withdrawnAt: none })).toBe("asked");
  expect(standingOf({ takenAt: some, answeredAt: none, withdrawnAt: none })).toBe("taken");
  expect(standingOf({ takenAt: some, answeredAt: some, withdrawnAt: none })).toBe("answered");
  expect(standingOf({ takenAt: some, answeredAt: none, withdrawnAt: some })).toBe("withdrawn");
});
