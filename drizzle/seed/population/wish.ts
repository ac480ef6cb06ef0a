import { type DayNumber, dayFrom } from "./calendar.ts";

/** The last day that is told unless another is asked for: fixed, so that the bytes stay the same tomorrow. */
export const DEFAULT_UNTIL = "2026-10-31";
export const DEFAULT_SEED = "binh-son";

type Asked = { citizens?: string; seed?: string; years?: string; until?: string };

function wholeNumber(name: string, text: string, from: number, to: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= from && value <= to)) throw new Error(`${name} phải là số từ ${from} đến ${to}.`);
  return value;
}

/** Reads what was asked for, as words. Throws a sentence where it cannot be. */
export function readWish({ citizens, seed = DEFAULT_SEED, years = "2", until = DEFAULT_UNTIL }: Asked) {
  if (citizens === undefined) throw new Error("Thiếu --citizens: bao nhiêu người.");
  const last: DayNumber | null = dayFrom(until);
  if (last === null) throw new Error("--until phải là một ngày, như 2026-10-31.");
  return {
    citizens: wholeNumber("--citizens", citizens, 1, 2_000_000),
    years: wholeNumber("--years", years, 1, 15),
    seed,
    until: last,
    untilText: until,
  };
}
