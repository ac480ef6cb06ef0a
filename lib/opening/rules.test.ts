import { describe, expect, test } from "vitest";
import { answerDay, bookPartsOf, endOf, shownOf, shownParts, soughtOf } from "./rules.ts";

describe("what was scanned or typed leads to a person, or to nobody", () => {
  const token = "0123456789abcdef0123456789abcdef01234567";
  test.each([
    [` SSKBS1:${token}\n`, { by: "qr", token }],
    ["051190000001", { by: "personal-id", value: "051190000001" }],
    ["051 190 000 001", { by: "personal-id", value: "051190000001" }],
    [
      "051190000001|212345678|Nguyễn Thị Hoa|14081990|Nữ|Bình Minh|01012021",
      { by: "personal-id", value: "051190000001" },
    ],
    ["DN4515120000017", { by: "insurance-card", value: "5120000017" }],
    ["dn 4 51 5120000017", { by: "insurance-card", value: "5120000017" }],
    ["5120000017", { by: "insurance-card", value: "5120000017" }],
    ["Nguyễn Thị Hoa", null],
    ["SSKBS1:12", null],
    ["", null],
    ["' or 1=1 --", null],
  ])("%j", (text, expected) => {
    expect(soughtOf(text)).toEqual(expected);
  });
});

test("parts of the page and parts of the book lead to each other", () => {
  expect(shownOf(bookPartsOf(shownParts))).toEqual([...shownParts]);
  expect(shownOf(bookPartsOf(["medicines"]))).toEqual(["medicines"]);
  expect(shownOf(["encounters"])).toEqual([]);
});

test("an opening ends by whoever ended it, or by time", () => {
  const endsAt = new Date(1000);
  const open = { endsAt, endedAt: null, endedBy: null };
  expect(endOf(open, new Date(999))).toBeNull();
  expect(endOf(open, new Date(1000))).toEqual({ at: endsAt, by: "time" });
  expect(endOf({ endsAt, endedAt: new Date(5), endedBy: "citizen" }, new Date(9))).toEqual({
    at: new Date(5),
    by: "citizen",
  });
});

test("a doubt is answered two working days later, the weekend not counted", () => {
  const from = ["2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"];
  expect(from.map((day) => answerDay(day))).toEqual([
    "2026-11-30",
    "2026-12-01",
    "2026-12-01",
    "2026-12-01",
    "2026-12-02",
  ]);
});
