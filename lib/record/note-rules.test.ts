import { expect, test } from "vitest";
import { readCourse } from "./note-rules.ts";

test("vital signs of a note are read by their letters (QĐ 4750/QĐ-BYT, XML5.DIEN_BIEN_LS)", () => {
  expect(readCourse("Tỉnh, ho khan. CSST<M75_T36.8_HA120/70_NT18_SP98_HL2> Ăn được")).toEqual([
    { at: 0, words: "Tỉnh, ho khan." },
    {
      at: 15,
      signs: [
        { sign: "M", value: "75" },
        { sign: "T", value: "36,8" },
        { sign: "HA", value: "120/70" },
        { sign: "NT", value: "18" },
        { sign: "SP", value: "98" },
        { sign: "HL", value: "2" },
      ],
    },
    { at: 53, words: "Ăn được" },
  ]);
});

test.each(["CSST<M75_XX9>", "CSST<>", "CSST<M cao>", "CSST<M75", "M75_T37"])(
  "marks written otherwise stay as they were sent: %s",
  (text) => {
    const words = readCourse(text).flatMap((piece) => ("words" in piece ? piece.words : []));
    expect(words).toEqual([text]);
  },
);

test("no words, nothing to say", () => {
  expect(readCourse("")).toEqual([]);
  expect(readCourse(" . ")).toEqual([]);
});

test("a note of 100 kB is read at once", () => {
  const long = "CSST<M75_T37> diễn biến ".repeat(4500);
  expect(readCourse(long)).toHaveLength(9000);
});
