import * as z from "zod";
import { minuteFrom } from "./plan-rules.ts";

const id = z.uuid();
const orNothing = (text: unknown) => (text === "" || text === undefined ? null : text);
/** Somebody or a room, or nobody in particular. */
const idOrNothing = z.preprocess(orNothing, id.nullable());

/** A day as people type it, 5/2/2027, or as the calendar writes it; each message is the key of a sentence. */
const day = z
  .string()
  .trim()
  .transform((typed) => {
    const [, d = "", m = "", y = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed) ?? [];
    return d ? `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}` : typed;
  })
  .pipe(z.iso.date("day"));
const dayOrNothing = z.preprocess(
  (text) => (typeof text === "string" && text.trim() === "" ? null : orNothing(text)),
  day.nullable(),
);

const minute = z.string().transform((typed, ctx) => {
  const found = minuteFrom(typed);
  if (found !== null) return found;
  ctx.addIssue({ code: "custom", message: "time" });
  return z.NEVER;
});
const minuteOr = (instead: number) =>
  z.preprocess(
    (text) => (typeof text === "string" && text.trim() !== "" ? text : String(instead / 60)),
    minute,
  );
const whole = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, "number")
    .transform(Number)
    .refine((value) => value >= least && value <= most, "range");
const reason = z.preprocess(
  (text) =>
    String(text ?? "")
      .normalize("NFC")
      .trim()
      .replace(/\s+/g, " "),
  z.string().min(3, "short").max(200, "long"),
);

/** The hours of one sitting, and how they are cut into times. */
const sitting = {
  practitionerId: idOrNothing,
  fromMinute: minute,
  untilMinute: minute,
  slotMinutes: whole(5, 240),
  capacity: whole(1, 100),
  reserve: whole(0, 100),
};
type Sitting = {
  fromMinute: number;
  untilMinute: number;
  slotMinutes: number;
  capacity: number;
  reserve: number;
};
const fits = [
  [({ fromMinute, untilMinute }: Sitting) => untilMinute > fromMinute, "untilMinute", "untilFirst"],
  [
    ({ fromMinute, untilMinute, slotMinutes }: Sitting) =>
      untilMinute <= fromMinute || untilMinute - fromMinute >= slotMinutes,
    "slotMinutes",
    "slotLong",
  ],
  [({ reserve, capacity }: Sitting) => reserve <= capacity, "reserve", "reserveMore"],
] as const;
const check = (input: Sitting, ctx: z.RefinementCtx) => {
  for (const [holds, field, message] of fits)
    if (!holds(input)) ctx.addIssue({ code: "custom", path: [field], message });
};

/** Days of the week, 1 is Monday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const ticked = z.literal("yes").optional();

/** Hours of a week in a room, on the days that are ticked. */
export const HoursInput = z
  .object({
    key: id,
    roomId: id,
    ...sitting,
    weekday1: ticked,
    weekday2: ticked,
    weekday3: ticked,
    weekday4: ticked,
    weekday5: ticked,
    weekday6: ticked,
    weekday7: ticked,
    validFrom: day,
    validUntil: dayOrNothing,
  })
  .superRefine((input, ctx) => {
    check(input, ctx);
    if (weekdays.every((one) => input[`weekday${one}`] !== "yes"))
      ctx.addIssue({ code: "custom", path: ["weekday1"], message: "weekdayNone" });
    if (input.validUntil !== null && input.validUntil < input.validFrom)
      ctx.addIssue({ code: "custom", path: ["validUntil"], message: "untilFirst" });
  })
  .transform((input) => ({
    ...input,
    weekdays: weekdays.filter((one) => input[`weekday${one}`] === "yes") as number[],
  }));
export type HoursInput = z.infer<typeof HoursInput>;

/** Other hours in the place of these, from a day on. */
export const ChangeHoursInput = z
  .object({ key: id, templateId: id, ...sitting, validFrom: day })
  .superRefine(check);
export type ChangeHoursInput = z.infer<typeof ChangeHoursInput>;

/** The last day of hours. */
export const EndHoursInput = z.object({ templateId: id, last: day });
export type EndHoursInput = z.infer<typeof EndHoursInput>;

/** Closed days of a room, or of the whole facility; without hours the whole day. */
export const CloseDaysInput = z
  .object({
    key: id,
    roomId: idOrNothing,
    fromDay: day,
    untilDay: dayOrNothing,
    fromMinute: minuteOr(0),
    untilMinute: minuteOr(1440),
    reason,
  })
  .refine(({ fromMinute, untilMinute }) => untilMinute > fromMinute, {
    path: ["untilMinute"],
    message: "untilFirst",
  })
  .refine(({ fromDay, untilDay }) => untilDay === null || untilDay >= fromDay, {
    path: ["untilDay"],
    message: "untilFirst",
  });
export type CloseDaysInput = z.infer<typeof CloseDaysInput>;

/** Extra hours of a room on one day. */
export const ExtraHoursInput = z.object({ key: id, roomId: id, day, ...sitting, reason }).superRefine(check);
export type ExtraHoursInput = z.infer<typeof ExtraHoursInput>;

/** Which exception is taken back. */
export const WithdrawInput = z.object({ exceptionId: id });
export type WithdrawInput = z.infer<typeof WithdrawInput>;

/** Whom the desk moves: to the time that is chosen, or to the nearest. */
export const MoveStrandedInput = z.object({
  appointmentId: id,
  slotId: z.preprocess(orNothing, id.nullable()),
});
export type MoveStrandedInput = z.infer<typeof MoveStrandedInput>;

/** Whose visit the desk calls off, and why. */
export const CancelStrandedInput = z.object({ appointmentId: id, because: reason });
export type CancelStrandedInput = z.infer<typeof CancelStrandedInput>;
