import { type Bounded, bounds, decimals } from "./bounds.data.ts";
import { type Limit, limits } from "./limits.data.ts";

export { type Bounded, bounds } from "./bounds.data.ts";
export { LIMITS_FROM_AGE, type Limit } from "./limits.data.ts";

/** What somebody measures at home (số tự đo). */
export const measurementKinds = ["blood-pressure", "blood-sugar", "weight", "temperature"] as const;
export type MeasurementKind = (typeof measurementKinds)[number];
export const sugarUnits = ["mmol/L", "mg/dL"] as const;
export type SugarUnit = (typeof sugarUnits)[number];
/** When sugar was measured: lúc đói, sau ăn. */
export const meals = ["fasting", "after-meal", "unknown"] as const;
export type Meal = (typeof meals)[number];

/** The numbers of one measurement, as they were typed. */
export type Numbers =
  | { kind: "blood-pressure"; systolic: number; diastolic: number; pulse: number | null }
  | { kind: "blood-sugar"; value: number; unit: SugarUnit; meal: Meal }
  | { kind: "weight"; value: number; unit: "kg" }
  | { kind: "temperature"; value: number; unit: "°C" };

/** Whether a word of an address is a kind. */
export const isMeasurementKind = (word: string | undefined): word is MeasurementKind =>
  measurementKinds.some((kind) => kind === word);

/** Reads a number as people write it, 6,5 or 6.5; null of nothing, undefined of what cannot be. */
function readNumber(text: string, of: Bounded): number | null | undefined {
  const said = text.trim().replace(",", ".");
  if (said === "") return null;
  const [least, most] = bounds[of];
  const value = Number(said);
  const places = said.split(".")[1]?.length ?? 0;
  return /^\d{1,4}(\.\d{1,3})?$/.test(said) && places <= decimals[of] && value >= least && value <= most
    ? value
    : undefined;
}

type Sent = Record<"systolic" | "diastolic" | "pulse" | "value", string> & {
  kind: MeasurementKind;
  unit: string;
  meal: string;
};
/** What is wrong with what was typed, by the key of its sentence. */
export type MeasureFault = "systolic" | "diastolic" | "swapped" | "pulse" | "unit" | "meal" | Bounded;

/** Reads what was typed. Nothing is rounded, and nothing that lies outside is let go by: it is given back. */
export function readNumbers(sent: Sent): { numbers: Numbers } | { fault: MeasureFault } {
  if (sent.kind === "blood-pressure") {
    const systolic = readNumber(sent.systolic, "systolic");
    if (!systolic) return { fault: "systolic" };
    const diastolic = readNumber(sent.diastolic, "diastolic");
    if (!diastolic) return { fault: "diastolic" };
    if (diastolic >= systolic) return { fault: "swapped" };
    const pulse = readNumber(sent.pulse, "pulse");
    if (pulse === undefined) return { fault: "pulse" };
    return { numbers: { kind: sent.kind, systolic, diastolic, pulse } };
  }
  if (sent.kind === "blood-sugar") {
    const unit = sugarUnits.find((one) => one === sent.unit);
    if (!unit) return { fault: "unit" };
    const meal = meals.find((one) => one === sent.meal);
    if (!meal) return { fault: "meal" };
    const value = readNumber(sent.value, unit);
    return value ? { numbers: { kind: sent.kind, value, unit, meal } } : { fault: unit };
  }
  if (sent.kind === "weight") {
    const value = readNumber(sent.value, "kg");
    return value ? { numbers: { kind: sent.kind, value, unit: "kg" } } : { fault: "kg" };
  }
  const value = readNumber(sent.value, "°C");
  return value ? { numbers: { kind: sent.kind, value, unit: "°C" } } : { fault: "°C" };
}

/**
 * Milligrams in a decilitre for one millimole in a litre of glucose, C6H12O6: 180.156 g/mol of the standard atomic weights
 * (C 12.011, H 1.008, O 15.999), a tenth of it. Exact; only to draw both units in one picture, what was typed stays.
 */
export const MG_DL_PER_MMOL_L = (6 * 12.011 + 12 * 1.008 + 6 * 15.999) / 10;

/** A value in the other unit of sugar, rounded as instruments show it. */
export function sugarIn(unit: SugarUnit, { value, unit: typed }: { value: number; unit: SugarUnit }): number {
  if (unit === typed) return value;
  return unit === "mg/dL"
    ? Math.round(value * MG_DL_PER_MMOL_L)
    : Math.round((value / MG_DL_PER_MMOL_L) * 10) / 10;
}

/** The limits that a source states for what was measured; none where no source was read. */
export const limitsOf = (kind: MeasurementKind): Limit[] => limits.filter(({ of }) => of.kind === kind);

/** The limits that a measurement has reached, in the unit in which it was typed. */
export function reachedLimits(numbers: Numbers): Limit[] {
  const beyond = (side: Limit["side"], value: number, limit: number) =>
    side === "from" ? value >= limit : value <= limit;
  return limits.filter(({ side, of }) => {
    if (of.kind === "blood-pressure" && numbers.kind === "blood-pressure")
      return beyond(side, numbers.systolic, of.systolic) || beyond(side, numbers.diastolic, of.diastolic);
    if (of.kind === "blood-sugar" && numbers.kind === "blood-sugar")
      return of.meals.includes(numbers.meal) && beyond(side, numbers.value, of.values[numbers.unit]);
    return false;
  });
}

/** How far the clock of a phone may be ahead, in minutes; ours. */
const AHEAD_MINUTES = 10;

/**
 * The time that was chosen: `2026-11-26T07:30` of here, or a moment with its zone, as a phone keeps it until there is a
 * network. `now` where none was chosen; null of what cannot be read, lies ahead, or before `born`.
 */
export function readMeasuredAt(text: string, now: Date, born: string): Date | null {
  const said = text.trim();
  if (said === "") return now;
  const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/.test(said);
  if (!local && !/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(said)) return null;
  const at = new Date(local ? `${said}+07:00` : said);
  if (Number.isNaN(at.getTime()) || at.getTime() > now.getTime() + AHEAD_MINUTES * 60_000) return null;
  if (at.getTime() < Date.parse(`${born.padEnd(10, "-01-01").slice(0, 10)}T00:00:00+07:00`)) return null;
  return at > now ? now : at;
}

/** Whether somebody is old enough for limits that speak of grown-ups. */
export function isGrownUp(born: string, today: string, age: number): boolean {
  const day = `${Number(born.slice(0, 4)) + age}${born.slice(4)}`;
  return today >= day.padEnd(10, "-12-31").slice(0, 10);
}
