import { describe, expect, test } from "vitest";
import { standingOf } from "./condition-rules.ts";

const ended = new Date("2026-03-13T09:00:00+07:00");
const stay = { careKind: "03", endedAt: ended, dischargeKind: "1", outcome: "1" };

describe("the standing of a diagnosis", () => {
  test.each(["03", "04", "09"])("a finished stay of MA_LOAI_KCB %s confirms at discharge", (careKind) => {
    expect(standingOf({ ...stay, careKind })).toBe("confirmed-at-discharge");
  });
  test.each(["01", "02", "05", "06", "07", "08", "10", "14", null])(
    "an outpatient record (MA_LOAI_KCB %s) states no certainty",
    (careKind) => {
      expect(standingOf({ ...stay, careKind })).toBe("recorded");
    },
  );
  test("a stay that was left without leave (MA_LOAI_RV 3) confirms nothing", () => {
    expect(standingOf({ ...stay, dischargeKind: "3" })).toBe("stay-not-confirmed");
  });
  test("an undetermined outcome (KET_QUA_DTRI 7) confirms nothing", () => {
    expect(standingOf({ ...stay, outcome: "7" })).toBe("stay-not-confirmed");
  });
  test("a stay without an end confirms nothing", () => {
    expect(standingOf({ ...stay, endedAt: null })).toBe("stay-not-confirmed");
  });
  test("what the facility left out of discharge and outcome does not take a finished stay's standing away", () => {
    expect(standingOf({ ...stay, dischargeKind: null, outcome: null })).toBe("confirmed-at-discharge");
  });
});
