import { type Day, TIME_ZONE } from "#lib/platform/clock.ts";
import { fixedHolidays, type Holiday } from "./holidays.data.ts";
import { weekdayOf } from "./rules.ts";

/** Hours of a week in a room, as far as a day's plan needs them. */
export type PlanTemplate = {
  roomId: string;
  practitionerId: string | null;
  weekday: number;
  fromMinute: number;
  untilMinute: number;
  slotMinutes: number;
  capacity: number;
  reserve: number;
  validFrom: Day;
  validUntil: Day | null;
};

/** A day that is not as its week says. `roomId` null is the whole facility; `madeAt` says which of two is the later word. */
export type PlanException = {
  day: Day;
  fromMinute: number;
  untilMinute: number;
  reason: string;
  madeAt: Date;
} & (
  | { kind: "closed"; roomId: string | null }
  | {
      kind: "open";
      roomId: string;
      practitionerId: string | null;
      slotMinutes: number;
      capacity: number;
      reserve: number;
    }
);

/** A time that a room is to have on a day; minutes of the day in Bình Sơn. */
export type PlannedSlot = {
  roomId: string;
  practitionerId: string | null;
  fromMinute: number;
  untilMinute: number;
  capacity: number;
  reserve: number;
};

/** Hours on which nobody is received, and why; of a room, or of the whole facility. */
export type Closure = { roomId: string | null; fromMinute: number; untilMinute: number; reason: string };

/** The national day off on that date; null when it is none that has a date of its own. */
export const holidayOn = (day: Day): Holiday | null =>
  fixedHolidays.find(({ date }) => date === day.slice(5)) ?? null;

type Hours = { fromMinute: number; untilMinute: number };
const overlap = (one: Hours, other: Hours) =>
  one.fromMinute < other.untilMinute && other.fromMinute < one.untilMinute;

type Sitting = Omit<PlannedSlot, "fromMinute" | "untilMinute"> & Hours & { slotMinutes: number };

/** The times of one sitting; what would be cut short at its end is left out. */
function slotsOf(sitting: Sitting): PlannedSlot[] {
  const { roomId, practitionerId, fromMinute, untilMinute, slotMinutes, capacity, reserve } = sitting;
  const many = Math.max(0, Math.floor((untilMinute - fromMinute) / slotMinutes));
  return Array.from({ length: many }, (_, at) => ({
    roomId,
    practitionerId,
    fromMinute: fromMinute + at * slotMinutes,
    untilMinute: fromMinute + (at + 1) * slotMinutes,
    capacity,
    reserve,
  }));
}

/**
 * The times of a day in every room: the hours of its week without those that are closed, and the extra ones. A time that
 * touches a closed hour is left out whole; extra hours take the place of those they overlap, and are closed only by what
 * was entered after them. A national day off closes the week's hours, not the extra ones.
 */
export function planDay(o: {
  day: Day;
  templates: readonly PlanTemplate[];
  exceptions: readonly PlanException[];
  holiday: boolean;
}): PlannedSlot[] {
  const weekday = weekdayOf(o.day);
  const today = o.exceptions
    .filter(({ day }) => day === o.day)
    .sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
  const closed = today.filter((one) => one.kind === "closed");
  const shut = (slot: PlannedSlot, since: Date | null) =>
    closed.some(
      (one) =>
        (one.roomId === null || one.roomId === slot.roomId) &&
        (since === null || one.madeAt > since) &&
        overlap(one, slot),
    );
  const planned: PlannedSlot[] = [];
  const add = (slots: PlannedSlot[]) => {
    const before = [...planned];
    planned.push(
      ...slots.filter((slot) => !before.some((one) => one.roomId === slot.roomId && overlap(one, slot))),
    );
  };
  for (const one of today)
    if (one.kind === "open") add(slotsOf(one).filter((slot) => !shut(slot, one.madeAt)));
  if (!o.holiday)
    for (const one of o.templates)
      if (
        one.weekday === weekday &&
        one.validFrom <= o.day &&
        (one.validUntil === null || one.validUntil >= o.day)
      )
        add(slotsOf(one).filter((slot) => !shut(slot, null)));
  return planned.sort((a, b) => a.roomId.localeCompare(b.roomId) || a.fromMinute - b.fromMinute);
}

/** Why nobody is received in some hours of a day; a national day off is the last reason. */
export function closuresOf(day: Day, exceptions: readonly PlanException[]): Closure[] {
  const holiday = holidayOn(day);
  const entered = exceptions.flatMap((one) =>
    one.kind === "closed" && one.day === day
      ? [{ roomId: one.roomId, fromMinute: one.fromMinute, untilMinute: one.untilMinute, reason: one.reason }]
      : [],
  );
  return holiday
    ? [...entered, { roomId: null, fromMinute: 0, untilMinute: 1440, reason: holiday.name }]
    : entered;
}

const offset = new Intl.DateTimeFormat("en", { timeZone: TIME_ZONE, timeZoneName: "longOffset" });
/** The moment of a minute of a day in Bình Sơn, wherever this runs; 1440 is the midnight that ends it. */
export function momentAt(day: Day, minute: number): Date {
  const zone = offset.formatToParts(new Date(`${day}T00:00:00Z`)).find(({ type }) => type === "timeZoneName");
  return new Date(Date.parse(`${day}T00:00:00${zone?.value.replace("GMT", "") || "Z"}`) + minute * 60_000);
}

/** Minutes as people write them: 420 is 7:00, 1440 is 24:00. */
export const clockOf = (minute: number) =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
/** What somebody typed as a time of the day, "7:30", "7h30", "07.30", "13 giờ"; null for anything else. */
export function minuteFrom(typed: string): number | null {
  const found = /^(\d{1,2})(?:\s*(?:[:.h]|giờ)\s*(\d{2})?)?$/.exec(typed.trim().toLowerCase());
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2] ?? 0)];
  if (!found || minutes > 59 || hours * 60 + minutes > 1440) return null;
  return hours * 60 + minutes;
}
