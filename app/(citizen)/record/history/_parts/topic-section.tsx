import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { day } from "#components/copy/format.ts";
import { HistoryStanding } from "#components/record/history-standing.tsx";
import { historyWords } from "#components/record/history-words.ts";
import { Button } from "#components/ui/button.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Section } from "#components/ui/section.tsx";
import type { HistoryEntry, TopicAnswer } from "#lib/history/index.ts";
import { questions, type Topic } from "#lib/history/rules.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { answerTopic } from "../actions.ts";

type Props = {
  topic: Topic;
  entries: readonly HistoryEntry[];
  answer?: TopicAnswer | undefined;
  /** Whether its owner reads. */
  own: boolean;
  /** What facilities sent about it. */
  children?: ReactNode;
};

/** One topic: what was told, how sure it is, and the way to tell more. */
export async function TopicSection({ topic, entries, answer, own, children }: Props) {
  const t = await getTranslations("history");
  const words = await historyWords();
  const first = questions[topic][0]?.name ?? "check";
  const add = `/record/history/${topic}/${first}?entry=${crypto.randomUUID()}` as Route;
  const one = topic === "blood-group" && entries.length > 0;
  return (
    <Section title={t(`topics.${topic}`)} id={topic}>
      {children}
      {entries.length > 0 ? (
        <ul>
          {entries.map((entry) => (
            <EntryRow
              key={entry.entryId}
              title={words.title(topic, entry.answers)}
              href={`/record/history/entry/${entry.entryId}` as Route}
              tag={<HistoryStanding standing={entry.standing} toldBy={entry.toldBy} own={own} />}
            >
              <p>{t("toldOn", { day: day(entry.at) })}</p>
            </EntryRow>
          ))}
        </ul>
      ) : answer ? (
        <p className="pb-2">{t(`said.${answer.answer}`, { day: day(answer.at) })}</p>
      ) : (
        <p className="pb-2 text-ink-2">{t("untold")}</p>
      )}
      {one ? null : (
        <div className="grid gap-3 pt-2">
          <Button kind="second" href={add}>
            {t(`add.${topic}`)}
          </Button>
          {entries.length === 0 && !answer ? (
            <form action={answerTopic} className="flex flex-wrap gap-x-6">
              <BookField />
              <input type="hidden" name="topic" value={topic} />
              {topic === "blood-group" ? null : (
                <Button kind="plain" name="answer" value="none">
                  {t(`none.${topic}`)}
                </Button>
              )}
              <Button kind="plain" name="answer" value="unknown">
                {t("unknown")}
              </Button>
            </form>
          ) : null}
        </div>
      )}
    </Section>
  );
}
