import type { Range, Series } from "#lib/record/rules.ts";

/** A measured number at its time, with the range that its facility sent, if any; `own` is what somebody measured at home. */
export type TrendPoint = {
  key: string;
  value: number;
  label: string;
  at: Date;
  range: Range | null;
  own?: boolean;
};
type Placed = TrendPoint & { x: number; y: number; latest: boolean; anchor: "start" | "middle" | "end" };
/** A trend as it is drawn: lines of placed points, and the band of a range where the line's points agree on one. */
export type TrendShape = {
  lines: {
    key: string;
    points: Placed[];
    band: { x: number; width: number; top: number; bottom: number } | null;
  }[];
  ticks: { key: string; x: number; at: Date; anchor: "start" | "middle" | "end" }[];
  /** Whether its lines run beside each other in time, as the two numbers of a blood pressure do. */
  parallel: boolean;
};

export const WIDTH = 328;
export const HEIGHT = 236;
const LEFT = 24;
const RIGHT = WIDTH - 24;
const TOP = 44;
const BOTTOM = 180;
/** Points nearer than this share no label line. */
const NEAR = 34;

/** The range that every point of a line came with; null when they differ or one has none. */
function sharedRange(points: readonly TrendPoint[]): Range | null {
  const [first] = points;
  const same = points.every((one) => JSON.stringify(one.range) === JSON.stringify(first?.range ?? null));
  return same ? (first?.range ?? null) : null;
}

/** Places the points of a trend: x by real time, y by value, bands where a range is known. */
export function trendShape(series: readonly Series<TrendPoint>[], parallel = false): TrendShape {
  const points = series.flatMap((one) => one.points);
  const times = points.map((one) => one.at.getTime());
  const [begin, end] = [Math.min(...times), Math.max(...times)];
  const bounds = series.flatMap((one) => {
    const range = sharedRange(one.points);
    return range ? [range.low, range.high].filter((bound) => bound !== null) : [];
  });
  const values = [...points.map((one) => one.value), ...bounds];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || Math.abs(high) || 1;
  const xOf = (at: Date) =>
    end === begin ? (LEFT + RIGHT) / 2 : LEFT + ((at.getTime() - begin) / (end - begin)) * (RIGHT - LEFT);
  const yOf = (value: number) =>
    high === low ? (TOP + BOTTOM) / 2 : BOTTOM - ((value - low) / span) * (BOTTOM - TOP);
  const anchorOf = (x: number) => (x < LEFT + 20 ? "start" : x > RIGHT - 20 ? "end" : "middle");
  const newest = points.at(-1);
  const lines = series.map((one) => {
    const last = parallel ? one.points.at(-1) : newest;
    const placed = one.points.map((point) => {
      const x = xOf(point.at);
      return { ...point, x, y: yOf(point.value), latest: point === last, anchor: anchorOf(x) } as const;
    });
    const range = sharedRange(one.points);
    const from = Math.max(0, (placed[0]?.x ?? 0) - LEFT);
    const width = Math.min(WIDTH, (placed.at(-1)?.x ?? 0) + LEFT) - from;
    return {
      key: placed[0]?.key ?? "",
      points: placed,
      band: range
        ? {
            x: from,
            width,
            top: range.high === null ? TOP - 8 : yOf(range.high),
            bottom: range.low === null ? BOTTOM + 8 : yOf(range.low),
          }
        : null,
    };
  });
  const ticks: TrendShape["ticks"] = [];
  const timed = parallel ? lines.slice(0, 1) : lines;
  for (const point of timed.flatMap((line) => line.points).toReversed()) {
    const last = ticks.at(-1);
    if (!last || last.x - point.x > NEAR * 1.4)
      ticks.push({ key: point.key, x: point.x, at: point.at, anchor: point.anchor });
  }
  return { lines, ticks, parallel };
}

/** Which points say their value: the latest, and from it backwards those with room for their words. */
export function labelled(shape: TrendShape): Set<string> {
  const keys = new Set<string>();
  const points = shape.lines.map((line) => line.points);
  for (const one of shape.parallel ? points : [points.flat()]) {
    let lastX = Number.POSITIVE_INFINITY;
    for (const point of one.toReversed()) {
      const room = Math.max(NEAR, point.label.length * 9);
      if (lastX - point.x < room && !point.latest) continue;
      keys.add(point.key);
      lastX = point.x;
    }
  }
  return keys;
}
