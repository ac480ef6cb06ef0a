import { describe, expect, test } from "vitest";
import { compareVersions, laterDay, type Version } from "./rules.ts";

const version = (over: Partial<Version>): Version => ({
  checkIn: false,
  admitted: false,
  madeOn: "2026-05-13",
  paidAt: null,
  contentHash: Buffer.from([1]),
  ...over,
});

describe("which version of a claim stands", () => {
  test.each<[string, Partial<Version>, Partial<Version>]>([
    ["later NGAYLAP", { madeOn: "2026-05-14" }, { paidAt: new Date(9e12), contentHash: Buffer.from([9]) }],
    ["any NGAYLAP over none", {}, { madeOn: null }],
    ["set NGAY_TTOAN over empty", { paidAt: new Date(0) }, { contentHash: Buffer.from([9]) }],
    ["later NGAY_TTOAN", { paidAt: new Date(2) }, { paidAt: new Date(1), contentHash: Buffer.from([9]) }],
    ["greater content hash", { contentHash: Buffer.from([2]) }, {}],
    ["a claim over a check-in", { madeOn: null }, { checkIn: true, madeOn: "2026-12-31" }],
    [
      "a check-in that tells of an admission",
      { checkIn: true, admitted: true, madeOn: null },
      { checkIn: true },
    ],
  ])("%s", (_, winner, loser) => {
    expect(compareVersions(version(winner), version(loser))).toBeGreaterThan(0);
    expect(compareVersions(version(loser), version(winner))).toBeLessThan(0);
  });

  test("a version does not stand over itself", () => {
    expect(compareVersions(version({}), version({}))).toBe(0);
  });
});

test("the later of two days, a day before none", () => {
  expect(laterDay("2026-05-13", "2026-05-14")).toBe("2026-05-14");
  expect(laterDay(null, "2026-05-14")).toBe("2026-05-14");
  expect(laterDay("2026-05-14", null)).toBe("2026-05-14");
});
