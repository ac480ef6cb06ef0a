import * as z from "zod";
import { measurementKinds } from "./rules.ts";

const short = z.string().max(12).default("");

/**
 * What was measured at home. `measurementId` comes from whoever sends it, so that the same sent again is once; `at` is empty
 * for now. With `insteadOf` it stands in the place of another.
 */
export const MeasurementInput = z.object({
  measurementId: z.uuid(),
  kind: z.enum(measurementKinds),
  ...{ systolic: short, diastolic: short, pulse: short, value: short, unit: short, meal: short },
  at: z.string().max(40).default(""),
  note: z
    .string()
    .max(400)
    .default("")
    .transform((text) => text.normalize("NFC").replace(/\s+/g, " ").trim()),
  insteadOf: z.uuid().optional(),
});
export type MeasurementInput = z.infer<typeof MeasurementInput>;

/** Which measurement to take back. */
export const TakeBackInput = z.object({ measurementId: z.uuid() });
export type TakeBackInput = z.infer<typeof TakeBackInput>;
