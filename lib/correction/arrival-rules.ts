import { type Day, dayOf } from "#lib/platform/clock.ts";

/** What a person said of a visit that is missing: where, if it is known by its code, and when, as far as they know. */
export type Missing = { facilityCode: string | null; visitedOn: string };
/** A visit that arrived. */
export type Arrived = { facilityCode: string; arrivedAt: Date; endedAt: Date | null };

const within = (day: Day, from: Date, to: Date | null) => day >= dayOf(from) && day <= dayOf(to ?? from);

/**
 * Whether a visit is the one that a person said was missing: at that facility, on that day or as far as the day is known.
 * Where nobody knows which facility was meant, only the full day can tell.
 */
export function isTheMissingVisit({ facilityCode, visitedOn }: Missing, visit: Arrived): boolean {
  const isFullDay = visitedOn.length === 10;
  if (facilityCode === null && !isFullDay) return false;
  if (facilityCode !== null && facilityCode !== visit.facilityCode) return false;
  return isFullDay
    ? within(visitedOn, visit.arrivedAt, visit.endedAt)
    : dayOf(visit.arrivedAt).startsWith(visitedOn);
}
