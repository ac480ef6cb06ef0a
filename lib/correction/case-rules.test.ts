import { describe, expect, test } from "vitest";
import {
  type CaseEvent,
  type CaseState,
  isRuledOut,
  isRuledOutOn,
  markOf,
  markOfLine,
  mayAppealUntil,
  standingOfCase,
  stepsOf,
} from "./case-rules.ts";

const at = (day: number) => new Date(Date.UTC(2026, 10, day, 3));
const open: CaseState = {
  caseId: "c",
  code: "BS4T7K",
  kind: "condition",
  target: "condition:e::abc",
  encounterId: "e",
  facilityCode: "51000",
  claimRef: "1",
  happenedOn: "2026-06-03",
  stood: { title: "Lao phổi", fields: { code: "A15.0" } },
  reason: "never-had",
  wanted: "Viêm phế quản",
  sentAt: at(18),
  replyDueOn: "2026-11-20",
  mendDueOn: "2026-11-28",
  takenAt: null,
  takenBy: null,
  takenByName: null,
  checkingAt: null,
  answeredAt: null,
  answer: null,
  answeredByName: null,
  answeredAtFacility: null,
  answerText: null,
  mendedTo: null,
  note: null,
  arrived: null,
  closedAt: null,
  closedBecause: null,
  escalatedAt: null,
  appealedAt: null,
};
const answered = (more: Partial<CaseState>): CaseState => ({
  ...open,
  takenAt: at(19),
  checkingAt: at(20),
  answeredAt: at(21),
  answer: "refused",
  closedAt: at(21),
  closedBecause: "answered",
  ...more,
});
const event = (what: CaseEvent["what"], day: number): CaseEvent => ({
  eventNo: day,
  at: at(day),
  what,
  actorKind: what === "sent" || what === "appealed" ? "citizen" : "staff",
  actorName: "Lan",
  facilityCode: null,
  said: null,
  attachmentId: null,
});

test.each<[string, CaseState, string, string | undefined]>([
  ["sent", open, "sent", "open"],
  ["taken", { ...open, takenAt: at(19) }, "taken", "open"],
  [
    "being verified",
    { ...open, takenAt: at(19), answer: "annotated", note: "being-verified", answeredAt: at(20) },
    "being-verified",
    "open",
  ],
  ["refused", answered({}), "refused", undefined],
  ["mended", answered({ answer: "mended", mendedTo: "Viêm phế quản" }), "mended", "mended"],
  [
    "noted",
    answered({ answer: "annotated", note: "person-disagrees" }),
    "person-disagrees",
    "person-disagrees",
  ],
  ["ruled out", answered({ answer: "ruled-out" }), "ruled-out", "ruled-out"],
  ["appealed", answered({ closedAt: null, closedBecause: null, appealedAt: at(22) }), "appealed", "disputed"],
  ["withdrawn", { ...open, closedAt: at(19), closedBecause: "withdrawn" }, "withdrawn", undefined],
  ["a claim came", { ...open, closedAt: at(19), closedBecause: "arrived" }, "arrived", undefined],
])("%s", (_, state, standing, mark) => {
  expect([standingOfCase(state), markOf(state)?.standing]).toEqual([standing, mark]);
});

describe("a mark stands at its own line", () => {
  const mark = markOf(answered({ answer: "ruled-out" }));
  const marks = mark ? [mark] : [];
  test("found by visit, kind and code", () => {
    expect(markOfLine(marks, "condition", "e", { title: "", fields: { code: "a15.0" } }, "")).not.toBeNull();
    expect(markOfLine(marks, "condition", "other", { title: "", fields: { code: "A15.0" } }, "")).toBeNull();
    expect(isRuledOut(marks, "e", "A15.0")).toBe(true);
    expect(isRuledOut(marks, "e", "J20")).toBe(false);
    expect(isRuledOutOn(marks, "2026-06-03", "A15.0")).toBe(true);
    expect(isRuledOutOn(marks, "2026-06-04", "A15.0")).toBe(false);
  });
});

describe("five steps, and a sixth for an appeal", () => {
  const read = (state: CaseState, events: CaseEvent[]) =>
    stepsOf(state, events).map(({ key, standing }) => `${key} ${standing}`);
  test("sent", () => {
    expect(read(open, [event("sent", 18)])).toEqual([
      "sent done",
      "received now",
      "checking to-come",
      "answered to-come",
      "done to-come",
    ]);
    expect(stepsOf(open, [event("sent", 18)]).map((step) => step.dueOn)).toEqual([
      null,
      "2026-11-20",
      null,
      "2026-11-28",
      null,
    ]);
  });
  test("taken and answered", () => {
    const events = [event("sent", 18), event("taken", 19)];
    expect(read({ ...open, takenAt: at(19) }, events)[2]).toBe("checking now");
    expect(
      read(answered({}), [...events, event("answered", 21)]).every((step) => step.endsWith("done")),
    ).toBe(true);
  });
  test("appealed", () => {
    const events = [event("sent", 18), event("taken", 19), event("answered", 21), event("appealed", 22)];
    const state = answered({ closedAt: null, closedBecause: null, appealedAt: at(22) });
    expect(read(state, events).slice(3)).toEqual(["answered done", "appealed now", "done to-come"]);
  });
});

test("an answer may be taken to the authority once, for 30 days, and never the authority's own", () => {
  expect(mayAppealUntil(answered({}), "2026-12-21")).toBe("2026-12-21");
  expect(mayAppealUntil(answered({}), "2026-12-22")).toBeNull();
  expect(mayAppealUntil(answered({ appealedAt: at(22) }), "2026-11-25")).toBeNull();
  expect(mayAppealUntil(answered({ facilityCode: null }), "2026-11-25")).toBeNull();
  expect(mayAppealUntil(open, "2026-11-25")).toBeNull();
});
