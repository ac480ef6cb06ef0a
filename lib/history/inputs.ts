import * as z from "zod";
import { topics } from "./questions.data.ts";

const topic = z.enum(topics);

/** One answer of a telling; `unknown` is the button "I do not know". */
export const AnswerInput = z.object({
  entryId: z.uuid(),
  topic,
  question: z.string().max(40),
  answer: z.string().max(2000).default(""),
  unknown: z.string().optional(),
});
export type AnswerInput = z.infer<typeof AnswerInput>;

/** Which telling to write into the book. */
export const DeclareInput = z.object({ entryId: z.uuid(), topic });
export type DeclareInput = z.infer<typeof DeclareInput>;

/** What was measured at home, and when. */
export const GrowthInput = z.object({
  pointId: z.uuid(),
  "on.day": z.string().trim().max(2).default(""),
  "on.month": z.string().trim().max(2).default(""),
  "on.year": z.string().trim().max(4).default(""),
  weight: z.string().max(10).default(""),
  height: z.string().max(10).default(""),
});
export type GrowthInput = z.infer<typeof GrowthInput>;

/** Which measurement to take back. */
export const TakeBackGrowthInput = z.object({ pointId: z.uuid() });
export type TakeBackGrowthInput = z.infer<typeof TakeBackGrowthInput>;

/** Which entry to withdraw. */
export const WithdrawInput = z.object({ entryId: z.uuid() });
export type WithdrawInput = z.infer<typeof WithdrawInput>;

/** That there is nothing to tell of a topic, or that one does not know. */
export const TopicInput = z.object({ topic, answer: z.enum(["none", "unknown"]) });
export type TopicInput = z.infer<typeof TopicInput>;
