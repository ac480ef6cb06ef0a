import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { caseWords } from "#components/correction/case-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { BookField } from "../../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { ownCase } from "../../_parts/own-case.ts";
import { Question } from "../../_parts/question.tsx";
import { withdraw } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("correction"))("withdraw") };
}

/** Rút lại lời báo: what that means, and the way to keep it. */
export default citizenPage(
  ({ id }) => `/record/corrections/${id}`,
  async ({ ctx, params }) => {
    const t = await getTranslations("correction");
    const words = await caseWords();
    const state = await ownCase(ctx, params.id);
    const here = `/record/corrections/${state.caseId}` as Route;
    return (
      <Question
        back={{ href: here, label: t("title") }}
        above={words.title(state)}
        title={t("withdrawTitle")}
      >
        <p className="pb-6">{t("withdrawText")}</p>
        <form action={withdraw}>
          <BookField />
          <input type="hidden" name="caseId" value={state.caseId} />
          <Stack>
            <Button kind="final">{t("withdraw")}</Button>
            <Button kind="second" href={here}>
              {t("withdrawKeep")}
            </Button>
          </Stack>
        </form>
      </Question>
    );
  },
  "record",
);
