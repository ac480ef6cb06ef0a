import type { Day } from "#lib/platform/clock.ts";
import { momentAt, type PlanException, type PlannedSlot, type PlanTemplate } from "./plan-rules.ts";
import { addDays } from "./rules.ts";
import type {
  ChangeHoursInput,
  CloseDaysInput,
  EndHoursInput,
  ExtraHoursInput,
  HoursInput,
  WithdrawInput,
} from "./schedule-inputs.ts";

/** What a desk is about to change of its schedule. */
export type Change =
  | { what: "add-hours"; input: HoursInput }
  | { what: "change-hours"; input: ChangeHoursInput }
  | { what: "end-hours"; input: EndHoursInput }
  | { what: "close-days"; input: CloseDaysInput }
  | { what: "extra-hours"; input: ExtraHoursInput }
  | { what: "withdraw"; input: WithdrawInput }
  | { what: "close-rooms"; roomIds: readonly string[] };

type Entered = {
  templates: readonly (PlanTemplate & { templateId: string })[];
  exceptions: readonly (PlanException & { exceptionId: string })[];
};

/** The days from one to another, at most as many as can be entered at once. */
export function daysBetween(from: Day, until: Day): Day[] {
  const days = [];
  for (let day = from; day <= until && days.length <= 60; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Hours without what comes after a day. */
const until = (templates: Entered["templates"], templateId: string, last: Day) =>
  templates.flatMap((one) => {
    if (one.templateId !== templateId) return [one];
    return last < one.validFrom ? [] : [{ ...one, validUntil: last }];
  });

/** What is entered once a change is made; the database does the same in `app.add_hours` and its like. */
export function afterChange({ templates, exceptions }: Entered, change: Change, now: Date): Entered {
  switch (change.what) {
    case "add-hours": {
      const { weekdays, key, ...hours } = change.input;
      const added = weekdays.map((weekday) => ({ ...hours, weekday, templateId: `${key} ${weekday}` }));
      return { exceptions, templates: [...templates, ...added] };
    }
    case "change-hours": {
      const { templateId, key, ...hours } = change.input;
      const changed = templates.find((one) => one.templateId === templateId);
      const later = changed && {
        ...changed,
        ...hours,
        templateId: key,
        validFrom: [hours.validFrom, changed.validFrom].sort().at(-1) ?? hours.validFrom,
      };
      return {
        exceptions,
        templates: [...until(templates, templateId, addDays(hours.validFrom, -1)), ...(later ? [later] : [])],
      };
    }
    case "end-hours":
      return { exceptions, templates: until(templates, change.input.templateId, change.input.last) };
    case "close-days": {
      const { fromDay, untilDay, key, roomId, fromMinute, untilMinute, reason } = change.input;
      const closed = daysBetween(fromDay, untilDay ?? fromDay).map((day) => ({
        ...{ kind: "closed" as const, exceptionId: `${key} ${day}`, day, roomId },
        ...{ fromMinute, untilMinute, reason, madeAt: now },
      }));
      return { templates, exceptions: [...exceptions, ...closed] };
    }
    case "extra-hours": {
      const { key, ...hours } = change.input;
      return {
        templates,
        exceptions: [...exceptions, { kind: "open", exceptionId: key, madeAt: now, ...hours }],
      };
    }
    case "withdraw":
      return {
        templates,
        exceptions: exceptions.filter((one) => one.exceptionId !== change.input.exceptionId),
      };
    case "close-rooms":
      return {
        templates: templates.filter(({ roomId }) => !change.roomIds.includes(roomId)),
        exceptions: exceptions.filter(({ roomId }) => roomId === null || !change.roomIds.includes(roomId)),
      };
  }
}

/** A time that is laid and has not begun. */
export type StandingSlot = {
  slotId: string;
  roomId: string;
  startsAt: Date;
  endsAt: Date;
  capacity: number;
  reserve: number;
};

/**
 * What a plan of a day does to the times that stand: how many are given up, how many are new, and who of those booked is
 * left without one. As `app.lay_slots` does it: a time with other places or another end keeps whom it can, first come first.
 */
export function effectOf<Booked extends { slotId: string; bookedAt: Date }>(o: {
  day: Day;
  standing: readonly StandingSlot[];
  planned: readonly PlannedSlot[];
  booked: readonly Booked[];
}): { fewer: number; more: number; stranded: Booked[] } {
  const keyOf = (roomId: string, startsAt: Date) => `${roomId} ${startsAt.getTime()}`;
  const wanted = new Map(o.planned.map((one) => [keyOf(one.roomId, momentAt(o.day, one.fromMinute)), one]));
  const there = new Set(o.standing.map((one) => keyOf(one.roomId, one.startsAt)));
  const stranded: Booked[] = [];
  let fewer = 0;
  for (const slot of o.standing) {
    const next = wanted.get(keyOf(slot.roomId, slot.startsAt));
    const same =
      next &&
      next.capacity === slot.capacity &&
      next.reserve === slot.reserve &&
      momentAt(o.day, next.untilMinute).getTime() === slot.endsAt.getTime();
    if (same) continue;
    if (!next) fewer += 1;
    const people = o.booked
      .filter(({ slotId }) => slotId === slot.slotId)
      .sort((a, b) => a.bookedAt.getTime() - b.bookedAt.getTime());
    stranded.push(...people.slice(next?.capacity ?? 0));
  }
  const more = [...wanted.keys()].filter((key) => !there.has(key)).length;
  return { fewer, more, stranded };
}
