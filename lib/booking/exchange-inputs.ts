import * as z from "zod";
import { DayInput, sent } from "./written.ts";

const id = z.uuid();

/** An appointment as another system books it. `number` is that system's own, and makes it safe to send again. */
export const ExchangedBooking = z.strictObject({
  number: z
    .string()
    .regex(/^[A-Za-z0-9._/-]{1,40}$/)
    .describe("The sender's own number of this appointment; sent again it is the same appointment."),
  slotId: id,
  serviceId: id,
  personalId: z
    .string()
    .regex(/^\d{12}$/)
    .optional()
    .describe(
      "Number of the person's book (số định danh). Without it, or where no book has it, it is a ticket of nobody's book.",
    ),
  name: sent(255, 1),
  birthDate: z
    .string()
    .regex(/^(19|20)\d\d(-\d\d(-\d\d)?)?$/)
    .refine(
      (born) => z.iso.date().safeParse(`${born}-01-01`.slice(0, 10)).success,
      "is a day of the calendar",
    )
    .describe("As far as known: 1949, 1949-05 or 1949-05-20."),
  reason: sent(500).optional(),
});
export type ExchangedBooking = z.infer<typeof ExchangedBooking>;

/** What happened on the day, as a hospital's system says it. */
export const exchangedSteps = ["arrived", "started", "finished", "no-show"] as const;

/** A change of an appointment by another system: one of the three. */
export const ExchangedChange = z.union([
  z.strictObject({ move: z.strictObject({ slotId: id, because: sent(200).optional() }) }),
  z.strictObject({ cancel: z.strictObject({ because: sent(200, 3) }) }),
  z.strictObject({ step: z.enum(exchangedSteps) }),
]);
export type ExchangedChange = z.infer<typeof ExchangedChange>;

/** Which open times are asked for: at most 62 days. */
export const SlotQuestion = z
  .strictObject({ from: DayInput, until: DayInput, departmentId: id.optional() })
  .refine(
    ({ from, until }) => {
      const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
      return days >= 0 && days <= 62;
    },
    { path: ["until"], message: "is at most 62 days after `from`" },
  );
export type SlotQuestion = z.infer<typeof SlotQuestion>;

/** From which change on appointments are told; the `next` of the answer before. */
export const ChangesQuestion = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  most: z.coerce.number().int().min(1).max(500).default(100),
});
export type ChangesQuestion = z.infer<typeof ChangesQuestion>;

/** An appointment as its facility's system is told. */
export const ExchangedAppointment = z.object({
  appointmentId: id,
  number: z
    .string()
    .nullable()
    .describe("The sender's own number, where it was booked through this exchange."),
  code: z.string().describe("Mã phiếu, as the person shows it."),
  status: z.enum(["booked", "checked-in", "called", "seeing", "done", "no-show", "cancelled"]),
  source: z.enum(["app", "helper", "desk", "portal", "walk-in"]),
  slotId: id.nullable(),
  serviceId: id.nullable(),
  departmentId: id,
  roomId: id,
  startsAt: z.iso.datetime(),
  queueNumber: z.int(),
  name: z.string(),
  birthDate: z.string().nullable(),
  reason: z.string().nullable().describe("What the person wrote beforehand, in their own words."),
  lateMinutes: z.int().nullable().describe("How late the person said they will be."),
  cancelledBy: z.enum(["citizen", "facility", "system"]).nullable(),
  cancelledBecause: z.string().nullable(),
  change: z
    .int()
    .describe(
      "Grows with every change, the same for those that were made together; `after` of the next question.",
    ),
});
export type ExchangedAppointment = z.infer<typeof ExchangedAppointment>;
