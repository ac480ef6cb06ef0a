import { expect, test } from "vitest";
import { piecesOf } from "./aloud-pieces.ts";

test("a text is read sentence by sentence, and nothing of it is lost", () => {
  expect(piecesOf("Uống sau ăn.  Ngày 2 lần,\n mỗi lần 1 viên! Hết thuốc thì tái khám")).toEqual([
    "Uống sau ăn.",
    "Ngày 2 lần, mỗi lần 1 viên!",
    "Hết thuốc thì tái khám",
  ]);
  expect(piecesOf("168.520 đ")).toEqual(["168.520 đ"]);
  expect(piecesOf(" \n ")).toEqual([]);
});

test("a long sentence is cut between words, and a word without end anywhere", () => {
  const words = Array.from({ length: 100 }, (_, at) => `từ${at}`).join(" ");
  const pieces = piecesOf(words);
  expect(pieces.join(" ")).toBe(words);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(180);
  expect(piecesOf("x".repeat(400)).join("")).toBe("x".repeat(400));
});
