import { expect, test } from "vitest";
import {
  type Line,
  labelOf,
  namesIn,
  type Outcome,
  outcomeOf,
  sendInOrder,
  sortOut,
  stampOf,
} from "./waiting.ts";

const NOW = Date.parse("2026-11-27T03:00:00Z");
const DAY = 24 * 60 * 60 * 1000;
const line = (id: string, over: Partial<Line> = {}): Line => ({
  ...{ id, box: "me.mine", at: NOW - 1000, file: null, words: { fields: { id }, label: id, page: "/" } },
  ...over,
});
const ids = (lines: readonly Line[]) => lines.map(({ id }) => id);

test("what waits is sorted by when it was written; another book's waits, another person's and what is too old is forgotten", () => {
  const { own, gone } = sortOut(
    [
      line("late"),
      line("early", { at: NOW - 6 * DAY }),
      line("child", { box: "me.my child's" }),
      line("stranger", { box: "somebody.mine" }),
      line("old", { at: NOW - 7 * DAY }),
      line("child, old", { box: "me.my child's", at: NOW - 8 * DAY }),
    ],
    "me.mine",
    NOW,
  );
  expect(ids(own)).toEqual(["early", "late"]);
  expect(ids(gone)).toEqual(["stranger", "old", "child, old"]);
});

test("only our own words say that a form was read", () => {
  expect(outcomeOf(200, { to: "/record?done=noted" })).toEqual({ kind: "there", to: "/record?done=noted" });
  expect(outcomeOf(422, { fault: "Số trên" })).toEqual({ kind: "refused", text: "Số trên" });
  expect(outcomeOf(401, { fault: "not-now" })).toEqual({ kind: "signed-out" });
  expect(outcomeOf(409, { fault: "not-now" })).toEqual({ kind: "other-book" });
  for (const [status, said] of [
    [0, undefined],
    [200, null],
    [200, { to: "//elsewhere.example" }],
    [200, { to: "https://elsewhere.example" }],
    [401, null],
    [403, null],
    [404, { error: "x" }],
    [422, "<html>"],
    [429, { fault: "too-many" }],
    [503, { fault: "failed" }],
  ] as const)
    expect(outcomeOf(status, said)).toEqual({ kind: "away" });
});

async function sending(answers: Record<string, Outcome>) {
  const tried: string[] = [];
  await sendInOrder(
    [line("a"), line("b"), line("c")],
    async ({ id }) => {
      tried.push(id);
      return answers[id] ?? { kind: "there", to: "/" };
    },
    async () => undefined,
  );
  return tried;
}

test("one after another: a refused one holds up nobody, a lost network holds up all that come after", async () => {
  expect(await sending({ a: { kind: "refused", text: "x" } })).toEqual(["a", "b", "c"]);
  expect(await sending({ b: { kind: "away" } })).toEqual(["a", "b"]);
  expect(await sending({ a: { kind: "signed-out" } })).toEqual(["a"]);
  expect(await sending({ a: { kind: "other-book" } })).toEqual(["a"]);
});

test("a label is made of what was typed, and the time is the one here", () => {
  const label = "Huyết áp {systolic}/{diastolic} mmHg";
  expect(namesIn(label)).toEqual(["systolic", "diastolic"]);
  expect(labelOf(label, { systolic: "135", diastolic: "85" })).toBe("Huyết áp 135/85 mmHg");
  expect(stampOf(NOW)).toBe("2026-11-27T10:00");
});
