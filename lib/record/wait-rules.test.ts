import { expect, test } from "vitest";
import { isHeldForDoctor, kindOfResult, notWaiting, type Waiting } from "./wait-rules.ts";

const now = new Date("2026-11-20T08:00:00Z");
const before = new Date("2026-11-19T08:00:00Z");
const later = new Date("2026-12-19T08:00:00Z");
const visit = { encounterId: "a", endedAt: before, finalDiagnosis: null, doctorNote: null };
const waiting: Waiting = { choices: { ...notWaiting.choices, lab: "wait" }, opened: [] };
const held = (over: Partial<typeof visit | { finalDiagnosis: string; doctorNote: string; endedAt: Date }>) =>
  isHeldForDoctor({ costGroup: "1", visit: { ...visit, ...over } }, waiting, now);

test.each([
  ["1", "lab"],
  ["02", "imaging"],
  ["3", "function"],
  [null, "lab"],
  ["13", "lab"],
])("a service of cost group %s is of kind %s", (group, kind) => {
  expect(kindOfResult(group)).toBe(kind);
});

test("nothing is held unless its reader chose so, for that kind alone", () => {
  const result = { costGroup: "1", visit };
  expect(isHeldForDoctor(result, notWaiting, now)).toBe(false);
  expect(isHeldForDoctor(result, waiting, now)).toBe(true);
  expect(isHeldForDoctor({ ...result, costGroup: "2" }, waiting, now)).toBe(false);
});

test("a result is held until the visit is over and a doctor said something", () => {
  expect(held({ finalDiagnosis: "  " })).toBe(true);
  expect(held({ finalDiagnosis: "Viêm phổi" })).toBe(false);
  expect(held({ doctorNote: "Tái khám" })).toBe(false);
  expect(held({ finalDiagnosis: "Viêm phổi", endedAt: later })).toBe(true);
  expect(
    isHeldForDoctor({ costGroup: "1", visit: { ...visit, endedAt: null, doctorNote: "Chờ" } }, waiting, now),
  ).toBe(true);
});

test("opened results of a visit are held no more, those of another still are", () => {
  const result = { costGroup: "1", visit };
  expect(isHeldForDoctor(result, { ...waiting, opened: ["a"] }, now)).toBe(false);
  expect(isHeldForDoctor(result, { ...waiting, opened: ["b"] }, now)).toBe(true);
});
