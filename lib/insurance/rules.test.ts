import { expect, test } from "vitest";
import { readCard, spelledCard, standingOf } from "./rules.ts";

test("a card of 15 places is read; ten digits and anything else are shown as they are", () => {
  expect(readCard("GD4515100000008")).toEqual({
    group: "GD",
    benefit: "4",
    socialInsuranceNumber: "5100000008",
  });
  expect([readCard("5100000008"), readCard("GD9515100000008"), readCard("")]).toEqual([null, null, null]);
  expect(spelledCard("GD4515100000008")).toBe("GD 4 51 51 0000 0008");
  expect(spelledCard("5100000008")).toBe("5100000008");
});

test.each([
  ["2026-01-01", "2026-12-31", "valid"],
  ["2026-01-01", "2026-11-25", "valid"],
  ["2026-01-01", "2026-11-24", "expired"],
  ["2026-11-26", "2026-12-31", "not-yet"],
  ["2026-01-01", null, "valid"],
])("from %s to %s a card is %s on 25/11/2026", (validFrom, validTo, standing) => {
  expect(standingOf({ validFrom, validTo }, "2026-11-25")).toBe(standing);
});
