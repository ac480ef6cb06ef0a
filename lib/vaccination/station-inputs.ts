import * as z from "zod";
import { isLot } from "./dose-rules.ts";
import { DUE_LISTS, minuteOf } from "./station-rules.ts";

const id = z.uuid();

/** Words as they were typed, in one form of letters, without blanks around and what cannot be seen. */
const words = (most: number) =>
  z
    .string()
    .max(most * 2)
    .transform((text) =>
      text.normalize("NFC").replace(/\s+/g, " ").replace(/\p{C}/gu, "").trim().slice(0, most),
    );

/** A day as people type it, 5/2/2027, or as the calendar writes it. */
const day = z
  .string()
  .trim()
  .transform((typed) => {
    const [, d = "", m = "", y = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed) ?? [];
    return d ? `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}` : typed;
  })
  .pipe(z.iso.date("day"))
  .refine((on) => on >= "1900-01-01" && on <= "2999-12-31", "day");

const minute = z.string().transform((typed, ctx) => {
  const found = minuteOf(typed);
  if (found !== null) return found;
  ctx.addIssue({ code: "custom", message: "time" });
  return z.NEVER;
});

const count = (most: number, message: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, message)
    .transform(Number)
    .refine((number) => number <= most, message);

/** Which list, and what narrows it; an address is read with it too, and what it does not know is nothing. */
export const DueListInput = z.object({
  kind: z.enum(DUE_LISTS).catch("this-week"),
  rule: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{1,19}$/)
    .nullable()
    .catch(null),
  phone: z.enum(["with", "without"]).nullable().catch(null),
  waiting: z.enum(["1"]).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(500).catch(1),
});
export type DueListInput = z.infer<typeof DueListInput>;

/** A session to be planned; the form's own id, so that the same again is the same session. */
export const PlanVaccinationInput = z.object({
  sessionId: id,
  day,
  from: minute,
  until: minute,
  place: words(200).pipe(z.string().min(3, "place")),
});
export type PlanVaccinationInput = z.infer<typeof PlanVaccinationInput>;

/** A lot that is brought. */
export const BringVaccineInput = z.object({
  sessionId: id,
  stockId: id,
  vaccine: words(120).pipe(z.string().min(1, "vaccine")),
  lot: words(60).refine(isLot, "lot"),
  expires: day,
  brought: count(5000, "brought"),
});
export type BringVaccineInput = z.infer<typeof BringVaccineInput>;

/** A session that will not be, and why. */
export const CancelVaccinationInput = z.object({ sessionId: id, because: words(300) });
export type CancelVaccinationInput = z.infer<typeof CancelVaccinationInput>;

/** Whom to invite: the boxes of a list, `who-` and an id, that were chosen; or all of the page, as `page` names them. */
export const InviteInput = z
  .looseObject({
    sessionId: z.uuid("session"),
    page: z.string().max(40_000).default(""),
    all: z.string().default(""),
  })
  .transform(({ sessionId, page, all, ...boxes }) => ({
    sessionId,
    people:
      all === "yes"
        ? page.split(",").filter(Boolean)
        : Object.keys(boxes).flatMap((name) => (name.startsWith("who-") ? [name.slice(4)] : [])),
  }))
  .pipe(z.object({ sessionId: id, people: z.array(id).min(1, "nobody").max(500) }));
export type InviteInput = z.infer<typeof InviteInput>;

/** Somebody of a session. */
export const AttendeeInput = z.object({ sessionId: id, citizenId: id });
export type AttendeeInput = z.infer<typeof AttendeeInput>;

/** Somebody who came without an invitation, by a number. */
export const SoughtAtSessionInput = z.object({ sessionId: id, sought: z.string().trim().min(1).max(2000) });
export type SoughtAtSessionInput = z.infer<typeof SoughtAtSessionInput>;

const noneOr = <T extends z.ZodType>(kind: T) =>
  z.preprocess(
    (text) => (typeof text === "string" && text.trim() === "" ? null : (text ?? null)),
    kind.nullable(),
  );

/** A child without a number: what is known of it, and a parent's number. */
export const UnnumberedInput = z.object({
  sessionId: id,
  personId: id,
  name: words(255).pipe(z.string().min(1, "name")),
  born: day,
  time: noneOr(minute),
  sex: z.enum(["male", "female", "undetermined"], "sex"),
  parent: noneOr(
    z
      .string()
      .transform((text) => text.replace(/\D/g, ""))
      .pipe(z.string().regex(/^\d{12}$/, "parent")),
  ),
});
export type UnnumberedInput = z.infer<typeof UnnumberedInput>;

const version = z.coerce.number().int().min(0);

/** What came of screening, with what the clerk saw. */
export const ScreenInput = AttendeeInput.extend({
  version,
  screening: z.enum(["fit", "put-off"], "screening"),
  note: words(500).default(""),
});
export type ScreenInput = z.infer<typeof ScreenInput>;

/** A dose that was given; the form's own id, so that the same again is the same dose. */
export const RecordDoseInput = AttendeeInput.extend({
  doseId: id,
  stockId: z.uuid("stock"),
  number: noneOr(
    z
      .string()
      .trim()
      .regex(/^([1-9]|1\d|20)$/, "number")
      .transform(Number),
  ),
  site: words(100).default(""),
  givenBy: words(255).pipe(z.string().min(2, "given-by")),
  at: noneOr(minute),
});
export type RecordDoseInput = z.infer<typeof RecordDoseInput>;

/** A dose that was written by mistake, and why. */
export const UndoDoseInput = z.object({ sessionId: id, citizenId: id, doseId: id, because: words(300) });
export type UndoDoseInput = z.infer<typeof UndoDoseInput>;

/** How watching after a dose ended. */
export const EndWatchInput = AttendeeInput.extend({
  outcome: z.enum(["well", "reaction", "left-early"], "outcome"),
  note: words(500).default(""),
});
export type EndWatchInput = z.infer<typeof EndWatchInput>;
