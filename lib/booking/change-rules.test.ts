import { expect, test } from "vitest";
import { afterChange, type Change, effectOf } from "./change-rules.ts";
import { momentAt, planDay } from "./plan-rules.ts";

const day = "2026-11-30";
const now = new Date("2026-11-26T08:00:00Z");
const hours = {
  templateId: "monday",
  roomId: "room",
  practitionerId: null,
  weekday: 1,
  fromMinute: 420,
  untilMinute: 460,
  slotMinutes: 20,
  capacity: 2,
  reserve: 0,
  validFrom: "2026-01-01",
  validUntil: null,
};
const entered = { templates: [hours], exceptions: [] };
const sitting = {
  practitionerId: null,
  fromMinute: 420,
  untilMinute: 460,
  slotMinutes: 20,
  capacity: 1,
  reserve: 0,
};
const standing = planDay({ day, ...entered, holiday: false }).map((one) => ({
  ...one,
  slotId: String(one.fromMinute),
  startsAt: momentAt(day, one.fromMinute),
  endsAt: momentAt(day, one.untilMinute),
}));
const booked = [
  { slotId: "420", bookedAt: new Date(2), name: "later" },
  { slotId: "420", bookedAt: new Date(1), name: "first" },
  { slotId: "440", bookedAt: new Date(3), name: "other" },
];
const effect = (change: Change) => {
  const planned = planDay({ day, ...afterChange(entered, change, now), holiday: false });
  const { stranded, ...counts } = effectOf({ day, standing, planned, booked });
  return { ...counts, stranded: stranded.map(({ name }) => name) };
};
const close = (o: object) => ({
  ...{
    key: "k",
    roomId: null,
    fromDay: day,
    untilDay: null,
    fromMinute: 0,
    untilMinute: 1440,
    reason: "Nghỉ",
  },
  ...o,
});

test("what a change does to a day: fewer and more times, and who is left without one, first come first kept", () => {
  expect(effect({ what: "close-days", input: close({}) })).toEqual({
    ...{ fewer: 2, more: 0, stranded: ["first", "later", "other"] },
  });
  expect(effect({ what: "close-days", input: close({ roomId: "elsewhere" }) }).stranded).toEqual([]);
  expect(
    effect({ what: "close-days", input: close({ fromDay: "2026-11-28", untilDay: "2026-12-01" }) }).fewer,
  ).toBe(2);
  expect(
    effect({ what: "change-hours", input: { key: "k", templateId: "monday", validFrom: day, ...sitting } }),
  ).toEqual({ fewer: 0, more: 0, stranded: ["later"] });
  expect(
    effect({
      what: "change-hours",
      input: { key: "k", templateId: "monday", validFrom: day, ...sitting, slotMinutes: 40, capacity: 5 },
    }),
  ).toEqual({ fewer: 1, more: 0, stranded: ["other"] });
  expect(
    effect({
      what: "change-hours",
      input: { key: "k", templateId: "monday", validFrom: "2026-12-07", ...sitting },
    }),
  ).toEqual({ fewer: 0, more: 0, stranded: [] });
  expect(effect({ what: "end-hours", input: { templateId: "monday", last: "2026-11-29" } }).fewer).toBe(2);
  expect(effect({ what: "end-hours", input: { templateId: "monday", last: day } }).fewer).toBe(0);
  expect(effect({ what: "close-rooms", roomIds: ["room"] }).fewer).toBe(2);
  expect(
    effect({
      what: "extra-hours",
      input: {
        key: "k",
        roomId: "room",
        day,
        ...sitting,
        fromMinute: 780,
        untilMinute: 820,
        reason: "Khám bù",
      },
    }),
  ).toEqual({ fewer: 0, more: 2, stranded: [] });
});

test("a day that is taken back is as its week says", () => {
  const closed = afterChange(entered, { what: "close-days", input: close({}) }, now);
  const exceptionId = closed.exceptions[0]?.exceptionId ?? "";
  expect(planDay({ day, ...closed, holiday: false })).toEqual([]);
  const back = afterChange(closed, { what: "withdraw", input: { exceptionId } }, now);
  expect(planDay({ day, ...back, holiday: false })).toHaveLength(2);
});
