import { describe, expect, test } from "vitest";
import { closeFor, keyOfPin, newPinLock, newWriter, openWith, toBytes, toText } from "./copy-lock.ts";
import { isOld, MOST_TRIES, spend, tried, waitMs } from "./offline-copy.ts";

describe("a copy on a phone", () => {
  test("a clock that is set back gives no time back, and one set forward takes it for good", () => {
    const day = 86_400_000;
    let copy = { spentMs: 0, seenAt: 1_000 * day };
    copy = spend(copy, 1_003 * day);
    copy = spend(copy, 900 * day);
    expect(copy.spentMs).toBe(3 * day);
    copy = spend(copy, 902 * day);
    expect(copy.spentMs).toBe(5 * day);
    copy = spend(spend(copy, 1_000 * day), 902 * day);
    expect(copy.spentMs).toBe(103 * day);
  });

  test("three PINs are free, then each wrong one waits longer, until the copy goes", () => {
    expect([1, 2, 3, 4, MOST_TRIES - 1].map(waitMs)).toEqual([0, 0, 5_000, 10_000, 80_000]);
  });

  test("a clock that an empty battery set back, and the network set right again, costs what really passed", () => {
    const day = 86_400_000;
    let copy = spend({ spentMs: 0, seenAt: 1_000 * day }, 1_002 * day);
    copy = spend(spend(copy, 600 * day), 601 * day);
    expect(copy.spentMs).toBe(3 * day);
    copy = spend(copy, 1_004 * day);
    expect(copy.spentMs).toBe(4 * day);
    expect(spend(copy, 1_005 * day).spentMs).toBe(5 * day);
  });

  test("a clock that was set back a year waits as long as any, and no year", () => {
    const year = 365 * 86_400_000;
    const wrong = { tries: 5, waitUntil: 2 * year + waitMs(5) };
    const { copy, ms } = tried(wrong, year);
    expect([ms, copy.tries]).toEqual([waitMs(5), 5]);
    expect(tried(copy, year + ms)).toMatchObject({ ms: 0, copy: { tries: 6 } });
  });

  test("it is made anew when it is old, or when its reader changed the language", () => {
    expect(isOld({ spentMs: 60_000, language: "vi" }, "vi")).toBe(false);
    expect(isOld({ spentMs: 60_000, language: "vi" }, "en")).toBe(true);
    expect(isOld({ spentMs: 7 * 3_600_000, language: "vi" }, null)).toBe(true);
  });

  test("what is written without its lock is read with it alone", async () => {
    const lock = newPinLock();
    const key = await keyOfPin("135790", lock);
    const writer = await newWriter(key);
    const sealed = await closeFor(writer, new TextEncoder().encode("bệnh án"));
    expect(new TextDecoder().decode(await openWith(writer, key, sealed))).toBe("bệnh án");
    await expect(openWith(writer, await keyOfPin("135791", lock), sealed)).rejects.toThrow();
    const other = await newWriter(key);
    await expect(openWith(other, key, sealed)).rejects.toThrow();
  });

  test("the same PIN makes another key with another salt, and no key can be read out", async () => {
    const [one, other] = [newPinLock(), newPinLock()];
    expect(one.salt).not.toBe(other.salt);
    const key = await keyOfPin("135790", one);
    expect(key.extractable).toBe(false);
    const iv = new Uint8Array(12);
    const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, toBytes(toText(iv)));
    const open = async (pin: string, lock: typeof one) =>
      crypto.subtle.decrypt({ name: "AES-GCM", iv }, await keyOfPin(pin, lock), closed);
    await expect(open("135790", other)).rejects.toThrow();
    await expect(open("135791", one)).rejects.toThrow();
    expect(toText(await open("135790", one))).toBe(toText(iv));
  });
});
