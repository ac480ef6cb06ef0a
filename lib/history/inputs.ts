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

/** Which entry to withdraw. */
export const WithdrawInput = z.object({ entryId: z.uuid() });
export type WithdrawInput = z.infer<typeof WithdrawInput>;

/** That there is nothing to tell of a topic, or that one does not know. */
export const TopicInput = z.object({ topic, answer: z.enum(["none", "unknown"]) });
export type TopicInput = z.infer<typeof TopicInput>;
