import * as z from "zod";
import { DayInput, said } from "./written.ts";

const id = z.uuid();
/** The form's own key: what carries it is done once, however often it is sent. */
const key = z.uuid();
const words = said(500).default("");

/** Where a booking begins: a slip, a referral, a due dose, a teleconsult's advice; and which one. */
export const origins = ["follow-up", "referral", "dose", "teleconsult"] as const;
export const OriginInput = z.enum(origins);
export type Origin = z.infer<typeof OriginInput>;

/** A booking as its form sends it. */
export const BookInput = z.object({
  key,
  slotId: id,
  serviceId: id,
  reason: words,
  origin: OriginInput.optional().or(z.literal("").transform(() => undefined)),
  originRef: z.string().trim().max(100).default(""),
});
export type BookInput = z.infer<typeof BookInput>;

/** Which appointment. */
export const AppointmentInput = z.object({ appointmentId: id });
export type AppointmentInput = z.infer<typeof AppointmentInput>;

/** A cancelling, with the reason that somebody may give. */
export const CancelInput = z.object({ appointmentId: id, because: said(200).default("") });
export type CancelInput = z.infer<typeof CancelInput>;

/** Another time for an appointment. */
export const MoveInput = z.object({ appointmentId: id, slotId: id });
export type MoveInput = z.infer<typeof MoveInput>;

/** What somebody waits for: a service, the days and the part of the day that suit them; the appointment that they keep meanwhile. */
export const WaitInput = z
  .object({
    key,
    serviceId: id,
    fromOn: DayInput,
    untilOn: DayInput,
    dayPart: z.enum(["any", "morning", "afternoon"]).default("any"),
    appointmentId: id.optional().or(z.literal("").transform(() => undefined)),
    reason: words,
  })
  .refine(({ fromOn, untilOn }) => untilOn >= fromOn, { path: ["untilOn"] });
export type WaitInput = z.infer<typeof WaitInput>;

/** Which wait. */
export const WaitChoice = z.object({ waitId: id });
export type WaitChoice = z.infer<typeof WaitChoice>;

/** Which offered place. */
export const OfferChoice = z.object({ offerId: id });
export type OfferChoice = z.infer<typeof OfferChoice>;

/** "Tôi sẽ đến trễ"; 0 takes it back. */
export const LateInput = z.object({ appointmentId: id, minutes: z.coerce.number().int().min(0).max(240) });
export type LateInput = z.infer<typeof LateInput>;

const ticked = z
  .literal("yes")
  .optional()
  .transform((sent) => sent === "yes");
/** When to remind: a week, a day, two hours before. */
export const ReminderInput = z.object({ week: ticked, day: ticked, hours: ticked });
export type ReminderInput = z.infer<typeof ReminderInput>;

export * from "./desk-inputs.ts";
export * from "./exchange-inputs.ts";
export * from "./schedule-inputs.ts";
export { DayInput, said } from "./written.ts";
