import { describe, expect, test } from "vitest";
import { appealUntil, clockOf, daysUntil, dueDays, workingDaysAfter } from "./deadline-rules.ts";

describe("Decree 356/2025: reply within 2 working days, mended within 10 days", () => {
  test.each([
    ["2026-11-23", "2026-11-25", "2026-12-03"],
    ["2026-11-26", "2026-11-30", "2026-12-06"],
    ["2026-11-28", "2026-12-01", "2026-12-08"],
    ["2026-12-30", "2027-01-01", "2027-01-09"],
  ])("sent on %s: reply by %s, answer by %s", (sent, replyDueOn, mendDueOn) => {
    expect(dueDays(sent)).toEqual({ replyDueOn, mendDueOn });
  });

  test("a weekend has no working day", () => {
    expect(workingDaysAfter("2026-11-27", 1)).toBe("2026-11-30");
    expect(workingDaysAfter("2026-11-27", 0)).toBe("2026-11-27");
  });
});

describe("the clock of a case", () => {
  const due = { replyDueOn: "2026-11-30", mendDueOn: "2026-12-06" };
  test.each([
    [null, "2026-11-27", { dueOn: "2026-11-30", daysLeft: 3, mark: "in-time" }],
    [null, "2026-11-28", { dueOn: "2026-11-30", daysLeft: 2, mark: "due-soon" }],
    [null, "2026-12-01", { dueOn: "2026-11-30", daysLeft: -1, mark: "overdue" }],
    [new Date(), "2026-12-01", { dueOn: "2026-12-06", daysLeft: 5, mark: "in-time" }],
    [new Date(), "2026-12-06", { dueOn: "2026-12-06", daysLeft: 0, mark: "due-soon" }],
    [new Date(), "2026-12-07", { dueOn: "2026-12-06", daysLeft: -1, mark: "overdue" }],
  ])("taken %s, on %s", (takenAt, today, expected) => {
    expect(clockOf({ ...due, takenAt }, today)).toEqual(expected);
  });

  test("days are counted over a change of month", () => {
    expect(daysUntil("2026-11-30", "2026-12-01")).toBe(1);
    expect(appealUntil("2026-11-30")).toBe("2026-12-30");
  });
});
