import { expect, test } from "vitest";
import { voiceFor } from "./aloud-voice.ts";

const [far, near, other] = [
  { lang: "vi-VN", localService: false },
  { lang: "vi-VN", localService: true },
  { lang: "en-GB", localService: true },
];

test("only a voice of the phone itself reads a page, and only in its language", () => {
  expect(voiceFor([other, far, near], "vi")).toBe(near);
  expect(voiceFor([far, other], "vi")).toBeNull();
  expect(voiceFor([other], "en")).toBe(other);
});

test("where the browser names no voices, it chooses", () => {
  expect(voiceFor([], "vi")).toBeUndefined();
});
