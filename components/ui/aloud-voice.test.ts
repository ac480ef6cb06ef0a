import { expect, test, vi } from "vitest";
import { voiceFor, voicesOf } from "./aloud-voice.ts";

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

test("where the browser names no voices, nothing is read: the one it would choose may be another's", () => {
  expect(voiceFor([], "vi")).toBeNull();
});

test("voices that are named late are waited for, and not for ever", async () => {
  vi.useFakeTimers();
  const speech = Object.assign(new EventTarget(), { getVoices: () => named });
  let named: SpeechSynthesisVoice[] = [];
  const late = voicesOf(speech as never);
  named = [near] as never;
  speech.dispatchEvent(new Event("voiceschanged"));
  expect(await late).toEqual([near]);
  named = [];
  const never = voicesOf(speech as never);
  await vi.runAllTimersAsync();
  expect(await never).toEqual([]);
  vi.useRealTimers();
});
