import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { historyWords } from "#components/record/history-words.ts";
import { Button } from "#components/ui/button.tsx";
import { CheckAnswers } from "#components/ui/check-answers.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { findHistoryDraft } from "#lib/history/index.ts";
import { firstUnanswered, isTopic, questions } from "#lib/history/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { BookField } from "../../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { BookPage } from "../../../../../_entry/shell.tsx";
import { declare } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("history"))("check") };
}

/** Kiểm tra trước khi ghi: every answer, each with its way back. */
export default citizenPage(
  () => "/record/history",
  async ({ ctx, params: { topic }, search }) => {
    const entry = z.uuid().safeParse(search.entry);
    if (!isTopic(topic) || !entry.success) throw new NotFound();
    const t = await getTranslations("history");
    const words = await historyWords();
    const book = await openBookInHand(ctx, "history");
    const answers = await findHistoryDraft(book, topic, entry.data);
    const open = firstUnanswered(topic, answers);
    if (open) redirect(`/record/history/${topic}/${open}?entry=${entry.data}` as Route);
    return (
      <BookPage back={{ href: "/record/history", label: t("title") }}>
        <PageTitle above={t(`topics.${topic}`)}>{t("check")}</PageTitle>
        {search.fault ? <Notice alert title={t("faults.failed")} /> : null}
        <CheckAnswers
          none={t("unknown")}
          rows={questions[topic].map((question) => ({
            question: words.short(topic, question.name),
            answer: words.answer(topic, question, answers[question.name]),
            change: {
              href: `/record/history/${topic}/${question.name}?entry=${entry.data}&from=check` as Route,
              label: t("change"),
            },
          }))}
        />
        <p className="py-6">{t("afterwards")}</p>
        <form action={declare}>
          <BookField />
          <input type="hidden" name="entryId" value={entry.data} />
          <input type="hidden" name="topic" value={topic} />
          <Button>{t("write")}</Button>
        </form>
        <div className="pt-4">
          <LinkLine href="/record/history" label={t("stop")} />
        </div>
      </BookPage>
    );
  },
  "record",
);
