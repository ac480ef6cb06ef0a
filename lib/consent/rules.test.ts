import { describe, expect, test } from "vitest";
import { groupOpenings, type Opening } from "./rules.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 2, minute));
const opening = (minute: number, more: Partial<Opening> = {}): Opening => ({
  logId: minute,
  at: at(minute),
  actorId: null,
  actorKind: "citizen",
  own: true,
  actorName: "A",
  actorPlace: null,
  purpose: "own-reading",
  part: "cover",
  basis: "own",
  ...more,
});

describe("openings are told in one line when they are one sitting", () => {
  test("parts are gathered, newest first, each once", () => {
    const [group, ...rest] = groupOpenings([
      opening(20, { part: "encounter" }),
      opening(10),
      opening(5, { part: "encounter" }),
    ]);
    expect(rest).toEqual([]);
    expect(group?.parts).toEqual(["encounter", "cover"]);
    expect([group?.until, group?.at]).toEqual([at(20), at(5)]);
  });

  test("half an hour apart is another sitting", () => {
    expect(groupOpenings([opening(59), opening(20)])).toHaveLength(2);
  });

  test.each([
    ["another person", { own: false, actorName: "B" }],
    ["another place", { actorPlace: "TTYT" }],
    ["another purpose", { purpose: "emergency" }],
    ["another right", { basis: "visit:1" }],
    ["a machine", { actorKind: "system" as const }],
  ])("%s is another line", (_, more) => {
    expect(groupOpenings([opening(20), opening(19, more), opening(18)])).toHaveLength(3);
  });
});
