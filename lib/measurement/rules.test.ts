import { describe, expect, test } from "vitest";
import {
  isGrownUp,
  limitsOf,
  MG_DL_PER_MMOL_L,
  measurementKinds,
  type Numbers,
  reachedLimits,
  readMeasuredAt,
  readNumbers,
  sugarIn,
} from "./rules.ts";

const nothing = { systolic: "", diastolic: "", pulse: "", value: "", unit: "", meal: "" };

describe("what was typed", () => {
  test.each([
    [
      { kind: "blood-pressure", systolic: "128", diastolic: "82" },
      { systolic: 128, diastolic: 82, pulse: null },
    ],
    [
      { kind: "blood-sugar", value: "6,5", unit: "mmol/L", meal: "fasting" },
      { value: 6.5, unit: "mmol/L" },
    ],
    [
      { kind: "blood-sugar", value: "117", unit: "mg/dL", meal: "unknown" },
      { value: 117, unit: "mg/dL" },
    ],
    [
      { kind: "weight", value: "54.25" },
      { value: 54.25, unit: "kg" },
    ],
    [
      { kind: "temperature", value: " 38,2 " },
      { value: 38.2, unit: "°C" },
    ],
  ] as const)("%j is read", (sent, numbers) => {
    expect(readNumbers({ ...nothing, ...sent })).toMatchObject({ numbers });
  });

  test.each([
    [{ kind: "blood-pressure", systolic: "1200", diastolic: "80" }, "systolic"],
    [{ kind: "blood-pressure", systolic: "12,8", diastolic: "80" }, "systolic"],
    [{ kind: "blood-pressure", systolic: "120", diastolic: "" }, "diastolic"],
    [{ kind: "blood-pressure", systolic: "80", diastolic: "120" }, "swapped"],
    [{ kind: "blood-pressure", systolic: "120", diastolic: "80", pulse: "7" }, "pulse"],
    [{ kind: "blood-sugar", value: "6,5", meal: "fasting" }, "unit"],
    [{ kind: "blood-sugar", value: "6,5", unit: "mmol/L" }, "meal"],
    [{ kind: "blood-sugar", value: "6,5", unit: "mg/dL", meal: "fasting" }, "mg/dL"],
    [{ kind: "blood-sugar", value: "117", unit: "mmol/L", meal: "fasting" }, "mmol/L"],
    [{ kind: "weight", value: "545" }, "kg"],
    [{ kind: "temperature", value: "382" }, "°C"],
    [{ kind: "temperature", value: "-1" }, "°C"],
    [{ kind: "temperature", value: "1e2" }, "°C"],
  ] as const)("%j is given back", (sent, fault) => {
    expect(readNumbers({ ...nothing, ...sent })).toEqual({ fault });
  });
});

test("sugar goes from one unit into the other by the molar mass of glucose, and stays what was typed in its own", () => {
  expect(MG_DL_PER_MMOL_L).toBeCloseTo(18.0156, 10);
  expect(sugarIn("mg/dL", { value: 7, unit: "mmol/L" })).toBe(126);
  expect(sugarIn("mmol/L", { value: 200, unit: "mg/dL" })).toBe(11.1);
  expect(sugarIn("mmol/L", { value: 6.54, unit: "mmol/L" })).toBe(6.54);
});

describe("limits", () => {
  const pressure = (systolic: number, diastolic: number): Numbers => ({
    kind: "blood-pressure",
    systolic,
    diastolic,
    pulse: null,
  });
  const sugar = (value: number, unit: "mmol/L" | "mg/dL", meal: "fasting" | "unknown"): Numbers => ({
    kind: "blood-sugar",
    value,
    unit,
    meal,
  });
  test.each([
    [pressure(134, 84), []],
    [pressure(135, 60), ["pressure-home"]],
    [pressure(110, 85), ["pressure-home"]],
    [sugar(6.9, "mmol/L", "fasting"), []],
    [sugar(7, "mmol/L", "fasting"), ["sugar-fasting"]],
    [sugar(126, "mg/dL", "fasting"), ["sugar-fasting"]],
    [sugar(11, "mmol/L", "unknown"), []],
    [sugar(200, "mg/dL", "unknown"), ["sugar-any"]],
    [sugar(3.9, "mmol/L", "unknown"), ["sugar-low"]],
    [{ kind: "weight", value: 200, unit: "kg" }, []],
  ] as const)("%j reaches %j", (numbers, keys) => {
    expect(reachedLimits(numbers).map(({ key }) => key)).toEqual(keys);
  });

  test("have a source with its day and address, and say that nobody reviewed them", () => {
    for (const kind of measurementKinds)
      for (const { source, reviewedBy } of limitsOf(kind)) {
        expect(source.dated).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(URL.canParse(source.address)).toBe(true);
        expect(reviewedBy).toBeNull();
      }
    expect(limitsOf("weight")).toEqual([]);
    expect(isGrownUp("2008-11-26", "2026-11-26", 18)).toBe(true);
    expect(isGrownUp("2008-11-27", "2026-11-26", 18)).toBe(false);
    expect(isGrownUp("2008", "2026-11-26", 18)).toBe(false);
  });
});

test("a time is of here, of a phone with its zone, or now; never ahead or before birth", () => {
  const now = new Date("2026-11-26T08:00:00Z");
  const read = (text: string) => readMeasuredAt(text, now, "1990-01-02")?.toISOString() ?? null;
  expect(read("")).toBe("2026-11-26T08:00:00.000Z");
  expect(read("2026-11-26T07:30")).toBe("2026-11-26T00:30:00.000Z");
  expect(read("2026-11-25T23:00:00.000Z")).toBe("2026-11-25T23:00:00.000Z");
  // A phone whose clock is a little ahead.
  expect(read("2026-11-26T15:05")).toBe("2026-11-26T08:00:00.000Z");
  for (const wrong of ["2026-11-26T15:30", "1990-01-01T12:00", "26/11/2026", "2026-13-45T99:99"])
    expect(read(wrong)).toBeNull();
});
