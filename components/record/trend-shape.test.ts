import { expect, test } from "vitest";
import { seriesOf } from "#lib/record/rules.ts";
import { HEIGHT, labelled, trendShape, WIDTH } from "./trend-shape.ts";

const range = { low: 3.9, high: 6.4, open: false };
const point = (value: number, day: number, over = {}) => ({
  key: `${day}`,
  value,
  label: `${value}`,
  at: new Date(Date.UTC(2026, 0, day)),
  unit: "mmol/L",
  facilityCode: "51000",
  range,
  ...over,
});
const drawn = (latestFirst: ReturnType<typeof point>[]) => trendShape(seriesOf(latestFirst, 6));

test("points stand by real time and by value, all inside the picture", () => {
  const [line] = drawn([point(6.9, 31), point(9.8, 11), point(8.1, 1)]).lines;
  const [a, b, c] = line?.points ?? [];
  expect(((b?.x ?? 0) - (a?.x ?? 0)) / ((c?.x ?? 0) - (a?.x ?? 0))).toBeCloseTo(1 / 3);
  expect(b?.y ?? 0).toBeLessThan(a?.y ?? 0);
  for (const one of line?.points ?? []) {
    expect(one.x).toBeGreaterThan(0);
    expect(one.x).toBeLessThan(WIDTH);
    expect(one.y).toBeGreaterThan(0);
    expect(one.y).toBeLessThan(HEIGHT);
  }
  expect(line?.points.filter((one) => one.latest).map((one) => one.value)).toEqual([6.9]);
});

test("a band only where every point of the line came with the same range", () => {
  expect(drawn([point(6, 2), point(7, 1)]).lines[0]?.band).not.toBeNull();
  expect(drawn([point(6, 2), point(7, 1, { range: null })]).lines[0]?.band).toBeNull();
});

test("one value, or the same value twice, is drawn all the same", () => {
  for (const shape of [drawn([point(6, 1)]), drawn([point(6, 2), point(6, 1)])])
    for (const { x, y } of shape.lines.flatMap((line) => line.points))
      expect([x, y].every(Number.isFinite)).toBe(true);
});

test("labels that would run into each other are left out, never the latest", () => {
  const shape = trendShape(seriesOf([point(6, 31), point(5, 30), point(4, 1)], 6));
  expect([...labelled(shape)]).toEqual(["31", "1"]);
});

test("lines beside each other in time each name their latest, and share their days", () => {
  const line = (values: number[], name: string) => ({
    ...{ unit: null, facilityCode: "" },
    points: values.map((value, i) => ({
      ...point(value, 1 + i * 10),
      key: `${name}${i}`,
      range: null,
      own: true,
    })),
  });
  const shape = trendShape([line([128, 131], "a"), line([82, 85], "b")], true);
  expect([...labelled(shape)].sort()).toEqual(["a0", "a1", "b0", "b1"]);
  expect(shape.ticks.map(({ key }) => key)).toEqual(["a1", "a0"]);
});
