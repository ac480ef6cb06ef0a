import { type Day, TIME_ZONE } from "#lib/platform/clock.ts";

export * from "./queue-rules.ts";

/** How an appointment stands, from the booking to its end. */
export const statuses = ["booked", "checked-in", "called", "seeing", "done", "no-show", "cancelled"] as const;
export type Status = (typeof statuses)[number];

/** Whoever is expected or being seen. */
export const livingStatuses = [
  "booked",
  "checked-in",
  "called",
  "seeing",
] as const satisfies readonly Status[];
/** Whether somebody is still expected or being seen. */
export const isLiving = (status: Status) => (livingStatuses as readonly Status[]).includes(status);

/** Three numbers of a time: free, nearly full (one place, or a fifth of them), full. */
export type Fullness = "free" | "nearly-full" | "full";
export function fullnessOf({ free, bookable }: { free: number; bookable: number }): Fullness {
  if (free <= 0) return "full";
  return free === 1 || free * 5 <= bookable ? "nearly-full" : "free";
}

/** BS7 K4M 29: a code as people read it out. */
export const spacedCode = (code: string) => code.replace(/^(.{3})(.{3})(.{2})$/, "$1 $2 $3");
/** What somebody typed as a code, without spaces, in capitals; null for what cannot be one. */
export function codeFrom(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s.-]/g, "");
  return /^[2-9A-HJ-NP-Z]{8}$/.test(plain) ? plain : null;
}

/** How the QR of a pass begins; what follows is its code. */
const PASS_PREFIX = "BS1:";
/** What the QR of a pass holds. */
export const passText = (code: string) => `${PASS_PREFIX}${code}`;
/** The code of a pass, from its QR or as typed; null for any other text. */
export const codeFromPass = (text: string): string | null => codeFrom(text.trim().replace(/^BS1:/i, ""));

const hourOf = new Intl.DateTimeFormat("en-GB", { timeZone: TIME_ZONE, hour: "2-digit", hourCycle: "h23" });
/** The half of the day in Bình Sơn: before noon, or after. */
export const isMorning = (at: Date) => Number(hourOf.format(at)) < 12;

/** The last moment at which a visit may be changed or cancelled. */
export const changeableUntil = (startsAt: Date, cancelMinutes: number) =>
  new Date(startsAt.getTime() - cancelMinutes * 60_000);

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** So many days later; a calendar's days, without hours and zones. */
export function addDays(day: Day, days: number): Day {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
