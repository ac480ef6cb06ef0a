import { type Group, groups, type Kind, type KindName, kinds, type Urgency } from "./kinds.data.ts";

export * from "./kinds.data.ts";

const isKind = (name: string): name is KindName => Object.hasOwn(kinds, name);

/** A kind by its name; null for one that this release does not know. */
export const kindOf = (name: string): (Kind & { name: KindName }) | null =>
  isKind(name) ? { ...kinds[name], name } : null;

const HOUR = 3600;
const DAY = 24 * HOUR;

/** How long a message stays unread before an SMS says that it waits, and before the station is asked to call, in seconds; null is never. Parameters of ours. */
export const ladder: Record<Urgency, { sms: number; call: number | null }> = {
  urgent: { sms: 0, call: DAY },
  soon: { sms: DAY, call: 7 * DAY },
  calm: { sms: 3 * DAY, call: null },
};

/** What the ladder does about each kind, as the database is told it. */
export function stepsOfKinds(): Record<
  string,
  { group: Group; urgency: Urgency; sms: number | null; call: number | null }
> {
  const steps = Object.entries<Kind>(kinds).map(([name, { group, urgency, sms, call }]) => [
    name,
    { group, urgency, sms: sms ? ladder[urgency].sms : null, call: call ? ladder[urgency].call : null },
  ]);
  return Object.fromEntries(steps);
}

/** How often an SMS is tried, and how many minutes after each try that had no answer. Parameters of ours: a day in all. */
const pauses = [1, 2, 5, 10, 20, 40, 60, 120, 240, 480, 480] as const;

/** How many minutes to wait after a try without an answer, counted from 1; null when it is given up. */
export const pauseAfter = (attempt: number): number | null => pauses[attempt - 1] ?? null;

/** A mobile number as it is kept, 0905000001; null for what cannot be one. */
export function mobileNumber(typed: string): string | null {
  const plain = typed.replace(/[\s.\-()]/g, "").replace(/^(\+84|0084|84(?=\d{9}$))0?/, "0");
  return /^0[35789]\d{8}$/.test(plain) ? plain : null;
}

/** 0905 000 001: as people read a number out. */
export const spacedNumber = (number: string): string => number.replace(/^(\d{4})(\d{3})(\d{3})$/, "$1 $2 $3");

/** How long a code that was sent can be typed in. A parameter of ours. */
export const CODE_MINUTES = 10;

/** What a person may switch SMS off for; what is about safety always comes. */
export const choosableGroups = groups.filter((group) => group !== "safety");

/** Minutes of the day as a clock shows them: 420 is 07:00. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** What can be chosen for the beginning and the end of the quiet hours: full hours. */
export const quietHours = Array.from({ length: 24 }, (_, hour) => hour * 60);

/** What came of a call. */
export const callOutcomes = ["reached", "not-reached", "wrong-number"] as const;
export type CallOutcome = (typeof callOutcomes)[number];
