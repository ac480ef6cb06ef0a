import { z } from "zod";

/** When a child is expected; `unknown` is the button "I do not know". */
export const PregnancyInput = z.object({
  "due.day": z.string().trim().max(2).default(""),
  "due.month": z.string().trim().max(2).default(""),
  "due.year": z.string().trim().max(4).default(""),
  unknown: z.string().optional(),
});
export type PregnancyInput = z.infer<typeof PregnancyInput>;
