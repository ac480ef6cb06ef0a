import { expect, test } from "vitest";
import { plainWords } from "./plain-words.data.ts";
import { explain, explanationIn, type PlainWords } from "./plain-words.ts";

const entry = (kind: PlainWords["kind"], ...terms: string[]): PlainWords => ({
  ...{ kind, terms, vi: terms.join(), en: terms.join(), readOn: "2026-11-25", reviewer: null },
  source: { title: "Nguồn", address: "https://example.org/" },
});
const list = [
  entry("test", "glucose [máu]"),
  entry("condition", "E11"),
  entry("condition", "E112"),
  entry("condition", "J18"),
];
const found = (kind: PlainWords["kind"], said: string | null) => explanationIn(list, kind, said)?.vi ?? null;

test("a test is explained by words of its name, and by whole words only", () => {
  expect(found("test", "Định lượng Glucose [Máu]")).toBe("glucose [máu]");
  expect(found("test", "Glucose niệu")).toBeNull();
  expect(found("test", "Siêu âm ổ bụng")).toBeNull();
  expect(explanationIn([entry("test", "âm")], "test", "Siêu âmx")).toBeNull();
});

test("a condition is explained by its code, else by its category", () => {
  expect(found("condition", "E11.2")).toBe("E112");
  expect(found("condition", "e11.9")).toBe("E11");
  expect(found("condition", "J1")).toBeNull();
  expect(found("condition", null)).toBeNull();
});

test("every line names its source and the day it was read, in words a sentence can carry", () => {
  for (const one of plainWords) {
    expect(one.source.address).toMatch(/^https?:\/\//);
    expect(one.readOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const sentence of `${one.vi} ${one.en}`.split(/[.]\s*/))
      expect(sentence.split(" ").length).toBeLessThanOrEqual(20);
    for (const term of one.terms) expect(explain(one.kind, term)).toBe(one);
  }
});
