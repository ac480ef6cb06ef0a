import { describe, expect, test } from "vitest";
import { CallInput, SayInput } from "./inputs.ts";
import { MOST_LETTERS, type NetworkSample, qualityOf } from "./rules.ts";

const good: NetworkSample = { roundTrip: 0.08, lost: 0, room: 900_000 };
const times = (count: number, sample: NetworkSample) => Array.from({ length: count }, () => sample);

describe("how good the network of a call is", () => {
  test("three bad looks in a row make it weak, a single one does not", () => {
    for (const bad of [
      { ...good, roundTrip: 1.2 },
      { ...good, lost: 0.3 },
      { ...good, room: 60_000 },
    ]) {
      expect(qualityOf([...times(5, good), bad])).toBe("good");
      expect(qualityOf([...times(5, good), ...times(3, bad)])).toBe("weak");
      expect(qualityOf([bad, bad, good])).toBe("good");
    }
  });

  test("it is good again after sixteen calm seconds, and what is not known counts for nothing", () => {
    expect(qualityOf(times(7, good), "weak")).toBe("weak");
    expect(qualityOf(times(8, good), "weak")).toBe("good");
    expect(qualityOf(times(9, { roundTrip: null, lost: null, room: null }))).toBe("good");
    expect(qualityOf([])).toBe("good");
  });
});

describe("what a conversation takes", () => {
  const ids = { caseId: crypto.randomUUID(), lineId: crypto.randomUUID() };
  test("a line of ten thousand letters and not one more, with its line ends counted once", () => {
    const most = "à".repeat(MOST_LETTERS);
    expect(SayInput.safeParse({ ...ids, said: ` ${most}\r\n` }).data?.said).toBe(most);
    expect(SayInput.safeParse({ ...ids, said: `${most}x` }).error?.issues[0]?.message).toBe("too-long");
    expect(SayInput.parse({ ...ids, said: "a\r\nb\u0000" }).said).toBe("a\nb");
  });

  test("signals of the three kinds and nothing else", () => {
    const signal = (body: unknown) =>
      CallInput.safeParse({
        act: "signal",
        seatId: ids.caseId,
        to: ids.lineId,
        no: 1,
        body,
      }).success;
    expect(signal({ description: { type: "offer", sdp: "v=0" } })).toBe(true);
    expect(signal({ candidate: { candidate: "candidate:1", sdpMid: "0", sdpMLineIndex: 0 } })).toBe(true);
    expect(signal({ candidate: null })).toBe(true);
    expect(signal({ picture: "weak" })).toBe(true);
    expect(signal({ description: { type: "offer", sdp: "x".repeat(30_001) } })).toBe(false);
    expect(signal({ script: "alert(1)" })).toBe(false);
  });
});
