import { expect, test } from "vitest";
import { cell, clockOf, momentOf } from "./rules.ts";

const knownAt = new Date("2026-11-26T00:00:00Z");
const after = (hours: number) => new Date(knownAt.getTime() + hours * 3_600_000);

test("the clock runs 72 hours from knowing (Law 91/2025, article 23)", () => {
  expect(clockOf({ knownAt, reportedAt: null }, after(10))).toMatchObject({ standing: "running", hours: 62 });
  expect(clockOf({ knownAt, reportedAt: null }, after(72))).toMatchObject({ standing: "running", hours: 0 });
  expect(clockOf({ knownAt, reportedAt: null }, after(75))).toMatchObject({ standing: "over", hours: 3 });
  expect(clockOf({ knownAt, reportedAt: after(70) }, after(900))).toMatchObject({
    standing: "reported",
    hours: 2,
  });
  expect(clockOf({ knownAt, reportedAt: after(80) }, after(900))).toMatchObject({
    standing: "reported-late",
    hours: 8,
  });
});

test("a moment of a form is one of Bình Sơn", () => {
  expect(momentOf("2026-11-27T08:30")).toEqual(new Date("2026-11-27T01:30:00Z"));
  expect([momentOf(""), momentOf("2026-13-40T08:30"), momentOf("27/11/2026")]).toEqual([null, null, null]);
});

test("no cell of a table is a formula or breaks its row", () => {
  expect(cell('=HYPERLINK("x")')).toBe('"\'=HYPERLINK(""x"")"');
  expect(cell("Nguyễn Văn Mẫu")).toBe("Nguyễn Văn Mẫu");
  expect(cell("a,b\nc")).toBe('"a,b\nc"');
});
