import { build } from "esbuild";
import { expect, test } from "vitest";
import { isLot, minuteOf, schoolYearOfBirth } from "./rules.ts";

test("what is safe in the browser builds for one: nothing of Node, no rule pack, a small weight", async () => {
  const built = await build({
    entryPoints: ["lib/vaccination/rules.ts"],
    bundle: true,
    platform: "browser",
    format: "esm",
    minify: true,
    write: false,
    logLevel: "silent",
  });
  expect(built.warnings).toEqual([]);
  expect(built.outputFiles[0]?.contents.length).toBeLessThan(60_000);
});

test("times of the day as people type them", () => {
  expect(["7", "7:30", "7h30", "07.05", "24:00"].map(minuteOf)).toEqual([420, 450, 450, 425, 1440]);
  expect(["", "7:75", "25", "24:30", "sáng"].map(minuteOf)).toEqual([null, null, null, null, null]);
});

test("lots as they are printed on a vial", () => {
  expect(["P26011", "AB-12/3", "9"].every(isLot)).toBe(true);
  expect(["", "ABC", "A1;", "-1", "1".repeat(31)].some(isLot)).toBe(false);
});

test("who enters school next, by the year of birth", () => {
  expect(schoolYearOfBirth("preschool", "2026-11-26")).toBe(2024);
  expect(schoolYearOfBirth("primary", "2026-09-30")).toBe(2020);
  expect(schoolYearOfBirth("overdue", "2026-09-30")).toBeNull();
});
