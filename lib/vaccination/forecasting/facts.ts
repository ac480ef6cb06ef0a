import type { DayNumber } from "./calendar.ts";

/** Một mũi đã tiêm: a dose as it was given, before anybody judged it. */
export type GivenDose = {
  on: DayNumber;
  /** CVX, or a code of the pack for a product without one. */
  vaccine: string;
  /** MVX. */
  maker: string | null;
  /** Millilitres. */
  volume: number | null;
  /** Expired, recalled or otherwise known to be without effect (CDSi "dose condition"). */
  withoutEffect: boolean;
};

/** What is known of a person beside doses: a condition, an occupation, a reaction, with its day where that matters. */
export type Observation = { code: string; on: DayNumber | null };

/** Everything that a forecast knows of a person. There is no other input: no clock, no database. */
export type Facts = {
  bornOn: DayNumber;
  gender: "F" | "M" | "unknown";
  countryOfBirth: string | null;
  observations: readonly Observation[];
  /** In the order given to the person. */
  doses: readonly GivenDose[];
  /** Province code of where the person lives: some vaccines are offered only in some places. */
  province: string | null;
  /** The day for which the forecast is made. */
  assessedOn: DayNumber;
};

/** Whether the person has such an observation. */
export const hasObservation = (facts: Facts, code: string): boolean =>
  facts.observations.some((observation) => observation.code === code);
