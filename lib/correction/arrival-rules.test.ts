import { expect, test } from "vitest";
import { isTheMissingVisit } from "./arrival-rules.ts";

const visit = (from: string, to: string | null = null, facilityCode = "51000") => ({
  facilityCode,
  arrivedAt: new Date(`${from}T20:00:00+07:00`),
  endedAt: to ? new Date(`${to}T08:00:00+07:00`) : null,
});

test.each([
  ["51000", "2026-05-12", visit("2026-05-12"), true],
  ["51000", "2026-05-14", visit("2026-05-12", "2026-05-16"), true],
  ["51000", "2026-05-17", visit("2026-05-12", "2026-05-16"), false],
  ["51000", "2026-05", visit("2026-05-12"), true],
  ["51000", "2026", visit("2025-12-31"), false],
  ["51000", "2026-05-12", visit("2026-05-12", null, "51001"), false],
  [null, "2026-05-12", visit("2026-05-12"), true],
  [null, "2026-05", visit("2026-05-12"), false],
])("reported at %s on %s: %j is it: %s", (facilityCode, visitedOn, arrived, expected) => {
  expect(isTheMissingVisit({ facilityCode, visitedOn }, arrived)).toBe(expected);
});
