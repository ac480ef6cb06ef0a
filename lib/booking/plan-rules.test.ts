import { describe, expect, test } from "vitest";
import { dayOf } from "#lib/platform/clock.ts";
import {
  clockOf,
  closuresOf,
  holidayOn,
  minuteFrom,
  momentAt,
  type PlanException,
  type PlanTemplate,
  planDay,
} from "./plan-rules.ts";
import { weekdayOf } from "./rules.ts";

const morning: PlanTemplate = {
  roomId: "room",
  practitionerId: "vinh",
  weekday: 1,
  fromMinute: 420,
  untilMinute: 480,
  slotMinutes: 20,
  capacity: 3,
  reserve: 1,
  validFrom: "2026-01-01",
  validUntil: null,
};
const monday = "2026-11-30";
const at = (second: number) => new Date(Date.UTC(2026, 10, 1, 0, 0, second));
const closed = (o: Partial<PlanException> = {}): PlanException =>
  ({
    kind: "closed",
    roomId: null,
    day: monday,
    fromMinute: 0,
    untilMinute: 1440,
    reason: "Họp cơ quan",
    madeAt: at(1),
    ...o,
  }) as PlanException;
const open = (o: Partial<PlanException> = {}): PlanException =>
  ({
    kind: "open",
    roomId: "room",
    practitionerId: null,
    day: monday,
    fromMinute: 420,
    untilMinute: 480,
    slotMinutes: 30,
    capacity: 5,
    reserve: 0,
    madeAt: at(1),
    ...o,
  }) as PlanException;
const times = (
  exceptions: PlanException[] = [],
  o: { day?: string; templates?: PlanTemplate[]; holiday?: boolean } = {},
) =>
  planDay({
    day: o.day ?? monday,
    templates: o.templates ?? [morning],
    exceptions,
    holiday: o.holiday ?? false,
  }).map(({ roomId, fromMinute, untilMinute, capacity }) =>
    [roomId, clockOf(fromMinute), clockOf(untilMinute), capacity].join(" "),
  );

describe("the plan of a day", () => {
  test("is the hours of its weekday, while they hold", () => {
    expect(times()).toEqual(["room 7:00 7:20 3", "room 7:20 7:40 3", "room 7:40 8:00 3"]);
    expect(times([], { day: "2026-12-01" })).toEqual([]);
    const held = (o: Partial<PlanTemplate>) => times([], { templates: [{ ...morning, ...o }] }).length;
    expect([
      held({ validFrom: monday }),
      held({ validFrom: "2026-12-01" }),
      held({ validUntil: monday }),
      held({ validUntil: "2026-11-29" }),
    ]).toEqual([3, 0, 3, 0]);
  });

  test("leaves out what would be cut short, at the end and by closed hours", () => {
    expect(times([], { templates: [{ ...morning, untilMinute: 479 }] })).toHaveLength(2);
    expect(times([closed({ fromMinute: 430, untilMinute: 440 })])).toEqual([
      "room 7:20 7:40 3",
      "room 7:40 8:00 3",
    ]);
    expect(times([closed({ fromMinute: 480, untilMinute: 500 })])).toHaveLength(3);
  });

  test("closes a room, or the whole facility", () => {
    const two = { templates: [morning, { ...morning, roomId: "other" }] };
    expect(times([closed()], two)).toEqual([]);
    expect(times([closed({ roomId: "other" })], two)).toHaveLength(3);
    expect(times([closed({ day: "2026-12-07" })])).toHaveLength(3);
  });

  test("extra hours replace those they overlap, and stand beside an earlier closing", () => {
    expect(times([open({ fromMinute: 440, untilMinute: 500 })])).toEqual([
      "room 7:00 7:20 3",
      "room 7:20 7:50 5",
      "room 7:50 8:20 5",
    ]);
    expect(times([closed({ madeAt: at(1) }), open({ madeAt: at(2) })])).toHaveLength(2);
    expect(times([open({ madeAt: at(1) }), closed({ madeAt: at(2) })])).toEqual([]);
    // The later word of two that overlap.
    expect(times([open({ madeAt: at(1) }), open({ madeAt: at(2), capacity: 9 })])).toEqual([
      "room 7:00 7:30 9",
      "room 7:30 8:00 9",
    ]);
  });

  test("a national day off closes the week's hours, unless extra hours were entered", () => {
    const friday = { day: "2027-01-01", templates: [{ ...morning, weekday: 5 }], holiday: true };
    expect(times([], friday)).toEqual([]);
    expect(times([open({ day: "2027-01-01" })], friday)).toHaveLength(2);
    expect(
      ["2027-01-01", "2027-04-30", "2027-05-01", "2027-09-02"].map((day) => holidayOn(day)?.word),
    ).toEqual(["newYear", "victory", "labour", "national"]);
    expect([holidayOn("2027-02-06"), holidayOn("2027-09-03")]).toEqual([null, null]);
    expect(closuresOf("2027-09-02", [closed({ day: "2027-09-02" })]).map(({ reason }) => reason)).toEqual([
      "Họp cơ quan",
      "Quốc khánh",
    ]);
  });

  test("29/2 is a day of its own in a leap year, by the weekday of the calendar", () => {
    expect(weekdayOf("2028-02-29")).toBe(2);
    const tuesday = { ...morning, weekday: 2 };
    expect(times([], { day: "2028-02-29", templates: [tuesday] })).toHaveLength(3);
    expect(times([], { day: "2028-03-01", templates: [{ ...morning, weekday: 3 }] })).toHaveLength(3);
    expect(momentAt("2028-02-29", 1440).toISOString()).toBe("2028-02-29T17:00:00.000Z");
  });

  test("a sitting until midnight ends with the day", () => {
    const late = { ...morning, fromMinute: 1380, untilMinute: 1440, slotMinutes: 30 };
    expect(times([], { templates: [late] })).toEqual(["room 23:00 23:30 3", "room 23:30 24:00 3"]);
    expect(dayOf(momentAt(monday, 1410))).toBe(monday);
    expect(dayOf(momentAt(monday, 1440))).toBe("2026-12-01");
  });

  test("a minute is that of Bình Sơn, whatever the clock of the machine", () => {
    expect(momentAt(monday, 0).toISOString()).toBe("2026-11-29T17:00:00.000Z");
    expect(momentAt(monday, 450).toISOString()).toBe("2026-11-30T00:30:00.000Z");
  });
});

test("times of the day as people write them", () => {
  expect(["7:00", "07:30", "7h30", "13 giờ", "16.45", "24:00", "0"].map(minuteFrom)).toEqual([
    420, 450, 450, 780, 1005, 1440, 0,
  ]);
  expect(["", "7:60", "24:01", "25", "sáng", "7:3"].map(minuteFrom)).toEqual(Array(6).fill(null));
});
