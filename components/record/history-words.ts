import { getTranslations } from "next-intl/server";
import type { Answers, Question, Topic } from "#lib/history/rules.ts";

type Words = { (key: string): string; has(key: string): boolean };

/** Tells answers of a person's history in words. */
export async function historyWords() {
  const t = (await getTranslations("history")) as unknown as Words;
  /** An answer as a person reads it; undefined when they do not know. */
  const answer = (topic: Topic, { name, kind }: Question, value: string | undefined) => {
    if (!value) return undefined;
    return kind === "choice" ? t(`options.${topic}.${name}.${value}`) : value;
  };
  return {
    question: (topic: Topic, name: string) => t(`questions.${topic}.${name}.title`),
    hint: (topic: Topic, name: string) =>
      t.has(`questions.${topic}.${name}.hint`) ? t(`questions.${topic}.${name}.hint`) : undefined,
    short: (topic: Topic, name: string) => t(`questions.${topic}.${name}.short`),
    answer,
    option: (topic: Topic, name: string, value: string) => t(`options.${topic}.${name}.${value}`),
    /** What an entry is called in a list. */
    title: (topic: Topic, answers: Answers) => {
      if (topic === "contact") return answers.name || t("unnamed");
      if (topic !== "blood-group") return answers.what || t("unnamed");
      const rhesus = answers.rhesus ? t(`options.blood-group.rhesus.${answers.rhesus}`) : t("rhesusUnknown");
      return `${answers.group}, ${rhesus}`;
    },
  };
}
