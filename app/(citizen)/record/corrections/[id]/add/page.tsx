import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { caseWords } from "#components/correction/case-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { PhotoField } from "#components/ui/photo-field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { BookField } from "../../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { faultWords } from "../../_parts/asked.ts";
import { ownCase } from "../../_parts/own-case.ts";
import { Question } from "../../_parts/question.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("correction"))("add") };
}

/** More words or a photo for an open case. */
export default citizenPage(
  ({ id }) => `/record/corrections/${id}`,
  async ({ ctx, params, search }) => {
    const t = await getTranslations("correction");
    const words = await caseWords();
    const state = await ownCase(ctx, params.id);
    const fault = await faultWords(search.fault);
    const here = `/record/corrections/${state.caseId}`;
    const onPhoto = fault !== undefined && /photo|pdf/.test(search.fault ?? "");
    return (
      <Question
        back={{ href: here as Route, label: t("title") }}
        above={words.title(state)}
        title={t("addTitle")}
        fault={fault ? { field: onPhoto ? "photo" : "said", text: fault } : undefined}
      >
        <form method="post" encType="multipart/form-data" action={`${here}/send-photo`}>
          <BookField />
          <input type="hidden" name="entryId" value={crypto.randomUUID()} />
          <Stack loose>
            <Field
              label={t("ask.wantedLabel")}
              name="said"
              hint={t("addHint")}
              error={onPhoto ? undefined : fault}
              lines={4}
              maxLength={1000}
              autoComplete="off"
            />
            <PhotoField
              label={t("ask.photoLabel")}
              name="photo"
              hint={t("ask.photoHint")}
              error={onPhoto ? fault : undefined}
            />
            <Button>{t("addSend")}</Button>
          </Stack>
        </form>
      </Question>
    );
  },
  "record",
);
