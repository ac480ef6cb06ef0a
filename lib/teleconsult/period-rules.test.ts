import { describe, expect, test } from "vitest";
import { monthsBefore, periodOf, tenthsOf } from "./period-rules.ts";

describe("the months of the figures", () => {
  test.each([
    [{}, "2025-12", "2026-11", "2026-11-30"],
    [{ from: "2026-02", until: "2026-02" }, "2026-02", "2026-02", "2026-02-28"],
    [{ from: "2026-09", until: "2026-03" }, "2026-03", "2026-03", "2026-03-31"],
    [{ from: "2020-01", until: "2027-05" }, "2024-12", "2026-11", "2026-11-30"],
    [{ from: "x", until: "2026-13" }, "2025-12", "2026-11", "2026-11-30"],
  ])("%o", (asked, from, until, lastDay) => {
    expect(periodOf(asked, "2026-11-26")).toEqual({ from, until, firstDay: `${from}-01`, lastDay });
  });

  test("may be chosen two years back, and shares are of something", () => {
    expect(monthsBefore("2026-01-05").slice(0, 2)).toEqual(["2026-01", "2025-12"]);
    expect(monthsBefore("2026-01-05")).toHaveLength(24);
    expect([tenthsOf(1, 8), tenthsOf(null, 8), tenthsOf(0, 0)]).toEqual([125, null, null]);
  });
});
