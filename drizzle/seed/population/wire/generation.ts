import { type DayNumber, dayAt, dayOf } from "../calendar.ts";
import type { Encounter } from "../encounter.ts";

/** Which decision a facility follows. */
export type Generation = "4210" | "130" | "4750" | "3176";

const from: readonly { day: DayNumber; generation: Generation }[] = [
  { day: dayAt(2025, 1, 1), generation: "3176" },
  { day: dayAt(2024, 7, 1), generation: "4750" },
];
/** Hospitals began with QĐ 130 a year before QĐ 4210 ended; stations waited. */
const HOSPITALS_FROM = dayAt(2023, 7, 1);

/** The decision by which a visit is sent: the one in use when it ended. */
export function generationFor({ facility, endedAt }: Encounter): Generation {
  const day = dayOf(endedAt);
  const found = from.find((one) => day >= one.day);
  if (found) return found.generation;
  return facility.kind !== "station" && day >= HOSPITALS_FROM ? "130" : "4210";
}
