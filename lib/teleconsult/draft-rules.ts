import type { DraftAnswers, Question } from "./inputs.ts";
import { isCall } from "./rules.ts";

/** Whether a page's question is answered. */
const answered: Record<Question, (said: DraftAnswers) => boolean> = {
  flags: ({ noFlags }) => noFlags === true,
  trouble: ({ trouble }) => trouble !== undefined,
  body: ({ bodyPart }) => bodyPart !== undefined,
  since: ({ since }) => since !== undefined,
  severity: ({ severity }) => severity !== undefined,
  photos: ({ photosDone }) => photosDone === true,
  share: ({ parts }) => parts !== undefined,
  who: ({ facilityCode }) => facilityCode !== undefined,
  way: ({ way }) => way !== undefined,
  when: ({ way, callAt }) => way !== undefined && (!isCall(way) || Boolean(callAt)),
};

/** The first question that is not answered yet; null when all are. */
export function openQuestion(said: DraftAnswers): Question | null {
  const order = Object.keys(answered) as Question[];
  return order.find((question) => !answered[question](said)) ?? null;
}
