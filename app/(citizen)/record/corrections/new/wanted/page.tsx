import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { caseWords } from "#components/correction/case-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { targetKey } from "#lib/correction/rules.ts";
import { BookField } from "../../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { draftOf, faultWords } from "../../_parts/asked.ts";
import { placeOfLine } from "../../_parts/places.ts";
import { Question } from "../../_parts/question.tsx";
import { answerWanted } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("correction"))("title") };
}

/** Đúng ra là gì, in one's own words; not knowing is an answer. */
export default citizenPage(
  () => "/record/corrections",
  async ({ ctx, search }) => {
    const t = await getTranslations("correction");
    const words = await caseWords();
    const { draft, target } = await draftOf(ctx, search.case);
    const fault = await faultWords(search.fault);
    const place = await placeOfLine(target.ref);
    const back = `/record/corrections/new?of=${targetKey(target.ref)}&case=${draft.caseId}` as Route;
    return (
      <Question
        back={{ href: back, label: t("ask.reasonShort") }}
        above={words.title(target.ref)}
        title={t("ask.wanted")}
        fault={fault ? { field: "wanted", text: fault } : undefined}
        stop={{ href: place.href, label: t("ask.stop") }}
      >
        <form action={answerWanted}>
          <BookField />
          <input type="hidden" name="caseId" value={draft.caseId} />
          {search.from === "check" ? <input type="hidden" name="from" value="check" /> : null}
          <Stack loose>
            <Field
              label={t("ask.wantedLabel")}
              name="wanted"
              hint={t("ask.wantedHint")}
              error={fault}
              lines={4}
              maxLength={1000}
              defaultValue={draft.wanted ?? undefined}
              autoComplete="off"
            />
            <Button>{t("ask.continue")}</Button>
            <Button kind="second" name="unknown" value="yes">
              {t("ask.unknown")}
            </Button>
          </Stack>
        </form>
      </Question>
    );
  },
  "record",
);
