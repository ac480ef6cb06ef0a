import type { Day } from "#lib/platform/clock.ts";

/** A weight or a height, and who measured it: a facility during a visit, or the family. */
export type Measured = {
  id: string;
  on: Day;
  weightKg: number | null;
  heightCm: number | null;
  /** The facility; null at home. */
  facilityCode: string | null;
};

/** Between which a weight and a height are believed: a slip of the comma lies outside. Numbers of ours. */
const bounds = { weight: [0.5, 200], height: [20, 230] } as const;

/** A number as people write it: 8,6 or 8.6. Null of nothing, undefined of what cannot be. */
export function readMeasure(text: string, of: keyof typeof bounds): number | null | undefined {
  const said = text.trim().replace(",", ".");
  if (said === "") return null;
  const [least, most] = bounds[of];
  const value = Number(said);
  return /^\d{1,3}(\.\d{1,2})?$/.test(said) && value >= least && value <= most ? value : undefined;
}

const DAY_MS = 86_400_000;
const daysBetween = (from: Day, to: Day) => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** The size of the picture. */
export const GROWTH_WIDTH = 328;
export const GROWTH_HEIGHT = 200;
const [LEFT, RIGHT, TOP, BASE] = [8, 320, 34, 160];

export type GrowthPoint = { id: string; x: number; y: number; value: number; home: boolean; latest: boolean };
/** A picture of one measure by age: its points, and ages in months below. */
export type GrowthShape = { points: readonly GrowthPoint[]; ticks: readonly { x: number; months: number }[] };

/** Every how many months an age is written, so that at most seven are. */
const stepOf = (months: number) =>
  [1, 2, 3, 6, 12, 24, 36, 60, 120].find((step) => months / step <= 6) ?? 240;

/** Lớn lên: the points of one measure by real time from birth on; null without any. */
export function growthShape(
  measured: readonly Measured[],
  of: "weightKg" | "heightCm",
  birthDate: string,
): GrowthShape | null {
  const known = measured
    .flatMap((one) => (one[of] === null ? [] : [{ ...one, value: one[of] }]))
    .filter(({ on }) => on >= birthDate)
    .sort((a, b) => a.on.localeCompare(b.on));
  const last = known.at(-1);
  if (!last || birthDate.length < 10) return null;
  const months = Math.max(1, Math.ceil(daysBetween(birthDate, last.on) / 30.4375));
  const xOf = (age: number) => LEFT + (age / months) * (RIGHT - LEFT);
  const values = known.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || 1;
  const yOf = (value: number) => BASE - 8 - ((value - low) / span) * (BASE - 8 - TOP);
  const step = stepOf(months);
  return {
    points: known.map((one) => ({
      ...{ id: one.id, value: one.value, home: one.facilityCode === null, latest: one === last },
      x: xOf(daysBetween(birthDate, one.on) / 30.4375),
      y: yOf(one.value),
    })),
    ticks: Array.from({ length: Math.floor(months / step) + 1 }, (_, i) => ({
      x: xOf(i * step),
      months: i * step,
    })),
  };
}
