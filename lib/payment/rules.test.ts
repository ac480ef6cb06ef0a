import { describe, expect, test } from "vitest";
import type { FeeLine } from "./inputs.ts";
import {
  amountInWords,
  declineReason,
  linesByGroup,
  partsOf,
  standingOfAttempt,
  standingOfNote,
} from "./rules.ts";

const now = new Date("2026-11-26T03:00:00Z");
const later = new Date("2026-11-26T03:10:00Z");
const before = new Date("2026-11-26T02:00:00Z");

describe("an amount in words", () => {
  test.each([
    [0n, "Không đồng", "Zero dong"],
    [
      168_520n,
      "Một trăm sáu mươi tám nghìn năm trăm hai mươi đồng",
      "One hundred sixty-eight thousand five hundred twenty dong",
    ],
    [5_000n, "Năm nghìn đồng", "Five thousand dong"],
    [21_015n, "Hai mươi mốt nghìn không trăm mười lăm đồng", "Twenty-one thousand fifteen dong"],
    [1_000_005n, "Một triệu không trăm linh năm đồng", "One million five dong"],
    [
      999_999_999n,
      "Chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng",
      null,
    ],
    [
      305_104n,
      "Ba trăm linh năm nghìn một trăm linh bốn đồng",
      "Three hundred five thousand one hundred four dong",
    ],
  ])("%s", (amount, vi, en) => {
    expect(amountInWords(amount, "vi")).toBe(vi);
    if (en) expect(amountInWords(amount, "en")).toBe(en);
  });
});

describe("how a note stands", () => {
  const open = { status: "open", leftVnd: 150_000n };
  test.each([
    ["due", open, []],
    ["at-the-desk", { status: "open", leftVnd: 4_999n }, []],
    ["due", { status: "open", leftVnd: 5_000n }, [{ status: "failed", expiresAt: before }]],
    ["paying", open, [{ status: "pending", expiresAt: later }]],
    ["confirming", open, [{ status: "pending", expiresAt: before }]],
    [
      "checking",
      open,
      [
        { status: "pending", expiresAt: later },
        { status: "review", expiresAt: before },
      ],
    ],
    ["paid", { status: "paid", leftVnd: 150_000n }, [{ status: "review", expiresAt: before }]],
    ["insured", { status: "insured", leftVnd: 0n }, []],
  ])("%s", (standing, note, attempts) => expect(standingOfNote(note, attempts, now)).toBe(standing));
});

test("how a try stands, and why it failed", () => {
  const of = (status: string, expiresAt = later, owedBack = false) =>
    standingOfAttempt({ status, expiresAt, owedBack }, now);
  expect(["pending", "settled", "failed", "expired", "review"].map((status) => of(status))).toEqual([
    "waiting",
    "paid",
    "declined",
    "expired",
    "checking",
  ]);
  expect([of("pending", before), of("settled", later, true)]).toEqual(["late", "owed-back"]);
  expect([declineReason("no-funds"), declineReason("none"), declineReason(null)]).toEqual([
    "no-funds",
    "other",
    "other",
  ]);
});

test("lines stand under their group, and their parts add up to what the facility wrote", () => {
  const line = (group: string, copaymentVnd: number, selfPayVnd = 0): FeeLine => ({
    group,
    name: "x",
    quantity: 1,
    unitPriceVnd: 100,
    insurancePaysVnd: 80,
    copaymentVnd,
    selfPayVnd,
  });
  const lines = [line("1", 20), line("13", 10), line("1", 5, 7)];
  expect(linesByGroup(lines).map(({ group, lines: own }) => [group, own.length])).toEqual([
    ["1", 2],
    ["13", 1],
  ]);
  expect(partsOf(lines)).toEqual({ totalVnd: 282, insurancePaysVnd: 240, copaymentVnd: 35, selfPayVnd: 7 });
});
