import * as z from "zod";
import { reasons } from "./offer-rules.ts";

const id = z.uuid();
const line = (text: unknown) =>
  String(text ?? "")
    .normalize("NFC")
    .trim()
    .replace(/\s+/g, " ");
/** One line of writing. Each message is the key of a sentence. */
const words = (least: number, most: number) =>
  z.preprocess(line, z.string().min(least, "short").max(most, "long"));
/** One line, or nothing. */
const wordsOrNothing = (least: number, most: number) =>
  z.preprocess((text) => line(text) || null, z.string().min(least, "short").max(most, "long").nullable());
/** A whole number as people type it: 39.800, 39 800 đ. */
const figures = (text: unknown) => String(text ?? "").replace(/[\s.đ]/g, "");
const whole = (least: number, most: number) =>
  z.preprocess(
    figures,
    z
      .string()
      .regex(/^\d{1,9}$/, "number")
      .transform(Number)
      .refine((value) => value >= least && value <= most, "range"),
  );
const wholeOrNothing = (least: number, most: number) =>
  z.preprocess((text) => (figures(text) === "" ? null : text), whole(least, most).nullable());
/** A part of a coordinate, 15,2973 or 15.2973. */
const degrees = (most: number) =>
  z.preprocess(
    (text) =>
      String(text ?? "")
        .trim()
        .replace(",", ".") || null,
    z
      .string()
      .regex(/^-?\d{1,3}(\.\d{1,12})?$/, "point")
      .transform(Number)
      .refine((value) => Math.abs(value) <= most, "point")
      .nullable(),
  );

/** Where a facility is, and how it is reached. */
export const PlaceInput = z
  .object({
    address: words(3, 300),
    phone: z.preprocess(
      (text) => String(text ?? "").replace(/[\s.-]/g, "") || null,
      z
        .string()
        .regex(/^\d{3,11}$/, "phone")
        .nullable(),
    ),
    latitude: degrees(90),
    longitude: degrees(180),
    arrival: wordsOrNothing(3, 300),
  })
  .refine(({ latitude, longitude }) => (latitude === null) === (longitude === null), {
    path: ["longitude"],
    message: "pointHalf",
  });
export type PlaceInput = z.infer<typeof PlaceInput>;

/** Terms of booking; no limit is no rule for those who did not come. */
export const TermsInput = z.object({
  daysAhead: whole(1, 180),
  leadMinutes: whole(0, 10080),
  cancelMinutes: whole(0, 10080),
  noShowLimit: wholeOrNothing(1, 20),
  noShowDays: whole(1, 365),
  noShowPauseDays: whole(1, 365),
});
export type TermsInput = z.infer<typeof TermsInput>;

/** A department: a new one under the form's own id, or one that is named anew. */
export const DepartmentInput = z.object({ id, name: words(2, 120) });
export type DepartmentInput = z.infer<typeof DepartmentInput>;

/** A room of a department. */
export const RoomInput = z.object({
  id,
  departmentId: id,
  name: words(1, 80),
  place: wordsOrNothing(1, 120),
});
export type RoomInput = z.infer<typeof RoomInput>;

/** Somebody whom times may name. */
export const PractitionerInput = z.object({ id, departmentId: id, name: words(2, 120) });
export type PractitionerInput = z.infer<typeof PractitionerInput>;

const chosen = Object.fromEntries(
  reasons.map((reason) => [`reason-${reason}`, z.literal("yes").optional()]),
) as Record<`reason-${(typeof reasons)[number]}`, z.ZodOptional<z.ZodLiteral<"yes">>>;

/** A service: its price, what of it the insurance pays at most, why people come for it, what they bring. */
export const ServiceInput = z
  .object({
    id,
    departmentId: id,
    name: words(2, 160),
    priceVnd: wholeOrNothing(0, 999_999_999),
    insuredVnd: wholeOrNothing(0, 999_999_999),
    /** One thing a line. */
    bring: z
      .string()
      .max(1000, "long")
      .default("")
      .transform((text) => text.split("\n").map(line).filter(Boolean))
      .refine((lines) => lines.length <= 8, "tooManyLines"),
    warningTitle: wordsOrNothing(3, 80),
    warningText: wordsOrNothing(3, 400),
    ...chosen,
  })
  .transform((input) => ({
    ...input,
    reasons: reasons.filter((reason) => input[`reason-${reason}`] === "yes"),
  }))
  .superRefine(({ reasons: why, priceVnd, insuredVnd, warningTitle, warningText }, ctx) => {
    const say = (field: string, message: string) => ctx.addIssue({ code: "custom", path: [field], message });
    if (why.length === 0) say(`reason-${reasons[0]}`, "reasonNone");
    if (why.length > 12) say(`reason-${reasons[0]}`, "reasonMany");
    if (insuredVnd !== null && (priceVnd === null || insuredVnd > priceVnd)) say("insuredVnd", "insuredMore");
    if ((warningTitle === null) !== (warningText === null))
      say(warningTitle === null ? "warningTitle" : "warningText", "warningHalf");
  });
export type ServiceInput = z.infer<typeof ServiceInput>;

/** What is offered no more. */
export const CloseInput = z.object({
  kind: z.enum(["department", "room", "service", "practitioner"]),
  id,
});
export type CloseInput = z.infer<typeof CloseInput>;
