import { describe, expect, test } from "vitest";
import { daysBetween, isStale } from "./freshness-rules.ts";

describe("how long a facility has been silent", () => {
  test("is counted in calendar days, over months and years", () => {
    expect(daysBetween("2026-11-20", "2026-11-20")).toBe(0);
    expect(daysBetween("2026-10-31", "2026-11-01")).toBe(1);
    expect(daysBetween("2025-12-31", "2026-03-01")).toBe(60);
  });

  test("is long from the eighth day on", () => {
    expect(isStale("2026-11-13", "2026-11-20")).toBe(false);
    expect(isStale("2026-11-12", "2026-11-20")).toBe(true);
  });
});
