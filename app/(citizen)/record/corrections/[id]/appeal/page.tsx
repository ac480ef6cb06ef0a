import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { caseWords } from "#components/correction/case-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { mayAppealUntil } from "#lib/correction/rules.ts";
import { BookField } from "../../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { faultWords } from "../../_parts/asked.ts";
import { ownCase } from "../../_parts/own-case.ts";
import { Question } from "../../_parts/question.tsx";
import { appeal } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("correction"))("appeal") };
}

/** Gửi Sở Y tế xem lại: why one does not agree with the answer. */
export default citizenPage(
  ({ id }) => `/record/corrections/${id}`,
  async ({ ctx, params, search }) => {
    const t = await getTranslations("correction");
    const words = await caseWords();
    const state = await ownCase(ctx, params.id);
    const here = `/record/corrections/${state.caseId}` as Route;
    if (!mayAppealUntil(state, ctx.today)) redirect(here);
    const fault = await faultWords(search.fault);
    return (
      <Question
        back={{ href: here, label: t("title") }}
        above={words.title(state)}
        title={t("appealTitle")}
        fault={fault ? { field: "said", text: fault } : undefined}
      >
        <p className="pb-6">{t("appealText")}</p>
        <form action={appeal}>
          <BookField />
          <input type="hidden" name="caseId" value={state.caseId} />
          <Stack loose>
            <Field
              label={t("ask.wantedLabel")}
              name="said"
              error={fault}
              lines={4}
              maxLength={1000}
              required
              autoComplete="off"
            />
            <Button>{t("appealSend")}</Button>
          </Stack>
        </form>
      </Question>
    );
  },
  "record",
);
