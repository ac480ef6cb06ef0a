import { expect, test } from "vitest";
import { growthShape, type Measured, readMeasure } from "./growth-rules.ts";

const point = (on: string, weightKg: number | null, facilityCode: string | null = null): Measured => ({
  ...{ id: on, on, weightKg, heightCm: null, facilityCode },
});

test("a measure is read as people write it, and a slip of the comma is not believed", () => {
  expect(["8,6", " 8.65 ", "", "86o", "860", "0,1"].map((text) => readMeasure(text, "weight"))).toEqual([
    8.6,
    8.65,
    null,
    undefined,
    undefined,
    undefined,
  ]);
  expect([readMeasure("7,1", "height"), readMeasure("71", "height")]).toEqual([undefined, 71]);
});

test("points lie by real time from birth on, what was measured at home apart; nothing draws nothing", () => {
  const shape = growthShape(
    [
      point("2026-08-10", 8.1),
      point("2026-02-10", 3.2, "51000"),
      point("2026-05-10", 6),
      point("2020-01-01", 9),
    ],
    "weightKg",
    "2026-02-10",
  );
  expect(shape?.points.map(({ value, home, latest }) => [value, home, latest])).toEqual([
    [3.2, false, false],
    [6, true, false],
    [8.1, true, true],
  ]);
  const [first, middle, last] = shape?.points ?? [];
  expect([(first?.x ?? 0) < (middle?.x ?? 0), (last?.y ?? 0) < (first?.y ?? 0)]).toEqual([true, true]);
  expect(shape?.ticks.map(({ months }) => months)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(growthShape([point("2026-05-10", null)], "weightKg", "2026-02-10")).toBeNull();
  expect(growthShape([point("2026-05-10", 6)], "weightKg", "1949")).toBeNull();
});
