import { describe, expect, test } from "vitest";
import { clockOf, kindOf, ladder, mobileNumber, pauseAfter, spacedNumber, stepsOfKinds } from "./rules.ts";

describe("a mobile number", () => {
  test.each([
    ["0905 000 001", "0905000001"],
    ["+84 905.000.001", "0905000001"],
    ["84905000001", "0905000001"],
    ["+84 (0)905000001", "0905000001"],
    ["090500000", null],
    ["0255 3825 000", null],
    ["113", null],
    ["09050000012", null],
    ["０９０５０００００１", null],
  ])("%s", (typed, kept) => expect(mobileNumber(typed)).toBe(kept));

  test("is read out in groups", () => expect(spacedNumber("0905000001")).toBe("0905 000 001"));
});

test("what is tried in vain waits longer each time, and ends", () => {
  const waits: number[] = [];
  for (let attempt = 1, wait = pauseAfter(attempt); wait !== null; attempt += 1, wait = pauseAfter(attempt))
    waits.push(wait);
  expect(waits.length).toBeGreaterThan(8);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
});

test("every kind has its steps; only what is gentle never ends at a call", () => {
  expect(stepsOfKinds()["book-opened-emergency"]).toEqual({
    group: "safety",
    urgency: "urgent",
    sms: 0,
    call: 86_400,
  });
  expect(stepsOfKinds()["correction-received"]).toMatchObject({ sms: null, call: null });
  expect(ladder.calm.call).toBeNull();
  expect(kindOf("constructor")).toBeNull();
});

test("minutes are said as a clock shows them", () => {
  expect([0, 420, 1260].map(clockOf)).toEqual(["00:00", "07:00", "21:00"]);
});
