import { describe, expect, test } from "vitest";
import { codeFromPass, estimateOf, passText, type QueueFacts, queueView } from "./rules.ts";

const at = (time: string) => new Date(`2026-11-27T${time}:00+07:00`);
const minutes = (n: number) => n * 60;
const facts = (o: Partial<QueueFacts> = {}): QueueFacts => ({
  ...{ status: "checked-in", number: 23, turnAt: at("08:20"), lastCalled: 19, waitingBefore: 2 },
  ...{ expectedBefore: 0, inside: 1, visits: 5, quickSeconds: minutes(8), slowSeconds: minutes(12) },
  ...{ planSeconds: minutes(10), ...o },
});
const range = (o: Partial<QueueFacts>, now: string) => {
  const estimate = estimateOf(facts(o), at(now));
  const clock = (date: Date) => new Date(date.getTime() + 7 * 3_600_000).toISOString().slice(11, 16);
  return estimate && `${clock(estimate.from)} ${clock(estimate.until)} ${estimate.by}`;
};

describe("when it may be one's turn", () => {
  test("is counted from what today's visits took: the quick ones first, the slow ones last", () => {
    expect(range({}, "08:25")).toBe("08:40 09:05 visits");
  });

  test("takes the plan while fewer than three are over, and nothing where there is no plan", () => {
    expect(range({ visits: 2 }, "08:25")).toBe("08:40 09:10 plan");
    expect(range({ visits: 2, planSeconds: null }, "08:25")).toBeNull();
  });

  test("is never before one's own time; who is expected before makes the end later, not the beginning", () => {
    expect(range({ waitingBefore: 0, inside: 0 }, "07:00")).toBe("08:20 08:35 visits");
    expect(range({ waitingBefore: 0, expectedBefore: 4 }, "08:25")).toBe("08:25 09:25 visits");
  });

  test("is not said of whoever was called or is over", () => {
    expect(range({ status: "called" }, "08:25")).toBeNull();
    expect(queueView(facts({ status: "done" }), at("08:25"))).toMatchObject({
      status: "done",
      estimate: null,
    });
  });
});

test("the QR of a pass and a typed code are the same code; other texts are none", () => {
  expect(codeFromPass(passText("BS7K4M29"))).toBe("BS7K4M29");
  expect(codeFromPass(" bs7 k4m 29 ")).toBe("BS7K4M29");
  for (const text of ["BS1:BS7K4M2", "051075000001", "SSKBS1:0123", "BS7K4M2O"])
    expect(codeFromPass(text)).toBeNull();
});
