import { type Question, questions, type Topic, topics } from "./questions.data.ts";

export { type Question, questions, type Topic, topics } from "./questions.data.ts";

/** Question → answer; an empty answer is "I do not know". */
export type Answers = Record<string, string>;

/** `self-declared` until a facility confirms it. */
export type Standing = "self-declared" | "facility-confirmed";

/** Whether a word of an address is a topic. */
export const isTopic = (word: string | undefined): word is Topic => topics.some((topic) => topic === word);

/** The question of that name; null when the topic has none. */
export const questionOf = (topic: Topic, name: string | undefined): Question | null =>
  questions[topic].find((question) => question.name === name) ?? null;

/** The name of the question after this one; null after the last. */
export function nextQuestion(topic: Topic, name: string): string | null {
  const all = questions[topic];
  const place = all.findIndex((question) => question.name === name);
  return all[place + 1]?.name ?? null;
}

/** What is wrong with an answer, by the key of its sentence. */
export type AnswerFault = "empty" | "choose" | "too-long" | "not-a-year" | "not-a-phone";

/** Reads what was sent for a question; `thisYear` is the last that can be. */
export function readAnswer(
  question: Question,
  sent: string,
  thisYear: number,
): { answer: string } | { fault: AnswerFault } {
  const text = sent.normalize("NFC").replace(/\s+/g, " ").trim();
  if (text === "") return { fault: question.kind === "choice" ? "choose" : "empty" };
  if (question.kind === "choice")
    return question.options.includes(text) ? { answer: text } : { fault: "choose" };
  if (question.kind === "text")
    return text.length <= question.most ? { answer: text } : { fault: "too-long" };
  if (question.kind === "phone") {
    const phone = text.replace(/[\s.()-]/g, "");
    return /^\+?\d{8,15}$/.test(phone) ? { answer: phone } : { fault: "not-a-phone" };
  }
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  return year >= 1900 && year <= thisYear ? { answer: text } : { fault: "not-a-year" };
}

/** The first question that has no answer yet, and may not be left out or was not asked; null when all are answered. */
export function firstUnanswered(topic: Topic, answers: Answers): string | null {
  const open = questions[topic].find(
    ({ name, needed }) => answers[name] === undefined || (needed && answers[name] === ""),
  );
  return open?.name ?? null;
}

/** Only what the topic asks for, in its order. */
export function answersOf(topic: Topic, answers: Answers): Answers {
  return Object.fromEntries(questions[topic].map(({ name }) => [name, answers[name] ?? ""]));
}
export {
  GROWTH_HEIGHT,
  GROWTH_WIDTH,
  type GrowthShape,
  growthShape,
  type Measured,
  readMeasure,
} from "./growth-rules.ts";
