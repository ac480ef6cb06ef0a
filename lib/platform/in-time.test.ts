import { expect, test, vi } from "vitest";
import { inTime } from "./in-time.ts";

test("what answers is answered, what fails fails, and what never answers is given up", async () => {
  vi.useFakeTimers();
  expect(await inTime(Promise.resolve("page"))).toBe("page");
  await expect(inTime(Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(vi.getTimerCount()).toBe(0);
  const never = expect(inTime(new Promise(() => {}))).rejects.toThrow("no answer in time");
  await vi.runAllTimersAsync();
  await never;
  vi.useRealTimers();
});
