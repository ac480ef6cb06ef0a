import { describe, expect, test } from "vitest";
import {
  answersOf,
  firstUnanswered,
  nextQuestion,
  questionOf,
  questions,
  readAnswer,
  topics,
} from "./rules.ts";

const read = (topic: (typeof topics)[number], name: string, sent: string) => {
  const question = questionOf(topic, name);
  if (!question) throw new Error(`no question ${name}`);
  return readAnswer(question, sent, 2026);
};

describe("answers are read once, and their faults are said", () => {
  test.each([
    ["what", " tôm,\n cua ", { answer: "tôm, cua" }],
    ["what", "   ", { fault: "empty" }],
    ["what", "x".repeat(121), { fault: "too-long" }],
    ["kind", "food", { answer: "food" }],
    ["kind", "constructor", { fault: "choose" }],
    ["kind", "", { fault: "choose" }],
    ["since", "2019", { answer: "2019" }],
    ["since", "2027", { fault: "not-a-year" }],
    ["since", "19", { fault: "not-a-year" }],
  ])("%s: %j", (name, sent, expected) => {
    expect(read("allergy", name, sent)).toEqual(expected);
  });
});

test("questions follow one another to an end, in every topic", () => {
  for (const topic of topics) {
    const asked: string[] = [];
    for (let name: string | null = questions[topic][0]?.name ?? null; name; name = nextQuestion(topic, name))
      asked.push(name);
    expect(asked).toEqual(questions[topic].map((question) => question.name));
  }
});

test("not knowing is an answer, except where there would be nothing to tell", () => {
  const all = { kind: "", what: "tôm", reaction: "", since: "" };
  expect(firstUnanswered("allergy", all)).toBeNull();
  expect(firstUnanswered("allergy", { ...all, what: "" })).toBe("what");
  expect(firstUnanswered("allergy", { kind: "food" })).toBe("what");
  expect(answersOf("family", { what: "tăng huyết áp", relative: "mother", more: "x" })).toEqual({
    relative: "mother",
    what: "tăng huyết áp",
  });
});
