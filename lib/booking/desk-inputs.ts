import * as z from "zod";
import { said } from "./written.ts";

const id = z.uuid();

/** What a desk scanned or typed to receive somebody. */
export const SoughtInput = z.object({ sought: z.string().trim().min(1).max(2000) });
export type SoughtInput = z.infer<typeof SoughtInput>;

const noneOr = <T extends z.ZodType>(kind: T) => kind.optional().or(z.literal("").transform(() => undefined));

/** Somebody who did not book: found at the desk, or by a name alone. */
export const WalkInInput = z.object({
  /** The form's own key: the same again is the same ticket. */
  key: id,
  roomId: id,
  findId: noneOr(id),
  name: z
    .string()
    .transform((text) => text.normalize("NFC").replace(/\s+/g, " "))
    .pipe(said(120))
    .default(""),
  born: z
    .string()
    .trim()
    .regex(/^((19|20)\d{2})?$/)
    .default(""),
  reason: said(500).default(""),
});
export type WalkInInput = z.infer<typeof WalkInInput>;

/** Whose number a room calls next: whom the button named. */
export const CallInput = z.object({ roomId: id, expected: noneOr(id) });
export type CallInput = z.infer<typeof CallInput>;

/** A step of one visit, with what the clerk saw. */
export const StepInput = z.object({ appointmentId: id, version: noneOr(z.coerce.number().int().min(0)) });
export type StepInput = z.infer<typeof StepInput>;
