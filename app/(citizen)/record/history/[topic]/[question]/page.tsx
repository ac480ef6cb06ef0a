import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { historyWords } from "#components/record/history-words.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { findHistoryDraft } from "#lib/history/index.ts";
import { isTopic, type Question, questionOf } from "#lib/history/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { BookField } from "../../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { BookPage } from "../../../../../_entry/shell.tsx";
import { answerQuestion } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("history"))("title") };
}

const faults = ["empty", "choose", "too-long", "not-a-year", "not-a-phone", "failed"] as const;

/** One question of a telling. */
export default citizenPage(
  // Come back to the list: which entry was meant stands in the address no longer.
  () => "/record/history",
  async ({ ctx, params, search }) => {
    const { topic } = params;
    const entry = z.uuid().safeParse(search.entry);
    const question = isTopic(topic) ? questionOf(topic, params.question) : null;
    if (!isTopic(topic) || !question || !entry.success) throw new NotFound();
    const t = await getTranslations("history");
    const words = await historyWords();
    const book = await openBookInHand(ctx, "history");
    const answers = await findHistoryDraft(book, topic, entry.data);
    const before = answers[question.name];
    const fault = faults.find((one) => one === search.fault);
    const error = fault ? t(`faults.${fault}`, { most: mostOf(question) }) : undefined;
    const title = words.question(topic, question.name);
    const hint = words.hint(topic, question.name);
    return (
      <BookPage back={{ href: "/record/history", label: t("title") }}>
        {error ? <ErrorSummary title={t("mend")} errors={[{ field: "answer", text: error }]} /> : null}
        <PageTitle above={t(`topics.${topic}`)}>{title}</PageTitle>
        <form action={answerQuestion}>
          <BookField />
          <input type="hidden" name="entryId" value={entry.data} />
          <input type="hidden" name="topic" value={topic} />
          <input type="hidden" name="question" value={question.name} />
          {search.from === "check" ? <input type="hidden" name="from" value="check" /> : null}
          <Stack loose>
            {question.kind === "choice" ? (
              <RadioGroup
                legend={t("chooseOne")}
                name="answer"
                value={before}
                hint={hint}
                error={error}
                options={question.options.map((value) => ({
                  value,
                  label: words.option(topic, question.name, value),
                }))}
              />
            ) : (
              <Field
                label={words.short(topic, question.name)}
                name="answer"
                hint={hint}
                error={error}
                defaultValue={before}
                width={question.kind === "text" ? "full" : question.kind}
                inputMode={({ year: "numeric", phone: "tel", text: "text" } as const)[question.kind]}
                autoComplete="off"
              />
            )}
            <Button>{t("continue")}</Button>
            {question.needed ? null : (
              <Button kind="second" name="unknown" value="yes">
                {t("unknown")}
              </Button>
            )}
          </Stack>
        </form>
        <div className="pt-4">
          <LinkLine href={"/record/history" as Route} label={t("stop")} />
        </div>
      </BookPage>
    );
  },
  "record",
);

const mostOf = (question: Question) => (question.kind === "text" ? question.most : 0);
