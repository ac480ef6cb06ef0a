import { describe, expect, test } from "vitest";
import { readDose } from "./dose-rules.ts";
import { isStay, ownPartVnd } from "./rules.ts";

describe("how a medicine is taken (QĐ 4750/QĐ-BYT, XML2.LIEU_DUNG)", () => {
  test("the form of the annex is read", () => {
    expect(readDose("2 viên/lần * 2 lần/ngày * 5 ngày [4 viên/ngày]")).toEqual({
      each: "2",
      unit: "viên",
      timesADay: "2",
      days: "5",
    });
    expect(readDose("0.5 viên/lần*1 lần/ngày*28 ngày")).toEqual({
      each: "0,5",
      unit: "viên",
      timesADay: "1",
      days: "28",
    });
    expect(readDose("1/2 gói / lần * 3 lần / ngày * 7 ngày")).toEqual({
      each: "1/2",
      unit: "gói",
      timesADay: "3",
      days: "7",
    });
  });
  test.each([
    "Uống khi đau",
    "1 viên/lần",
    "2 viên/lần * 2 lần/ngày * 5 ngày, sau ăn",
    "",
    "viên/lần * lần/ngày * ngày",
  ])("anything else stays as it was sent: %s", (text) => expect(readDose(text)).toBeNull());
});

describe("a visit", () => {
  test.each([
    ["03", true],
    ["04", true],
    ["09", true],
    ["01", false],
    ["05", false],
    [null, false],
  ])("form of care %s", (kind, stay) => {
    expect(isStay(kind)).toBe(stay);
  });
  test("the person's part is what the facility sent, to the hundredth", () => {
    expect(ownPartVnd({ copaymentVnd: 172206, selfPayVnd: 2700 })).toBe(174906);
    expect(ownPartVnd({ copaymentVnd: 0.1, selfPayVnd: 0.2 })).toBe(0.3);
    expect(ownPartVnd({ copaymentVnd: null, selfPayVnd: 5 })).toBe(5);
    expect(ownPartVnd({ copaymentVnd: null, selfPayVnd: null })).toBeNull();
  });
});
