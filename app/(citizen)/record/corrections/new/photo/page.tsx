import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { caseWords } from "#components/correction/case-words.ts";
import { Button } from "#components/ui/button.tsx";
import { PhotoField } from "#components/ui/photo-field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { BookField } from "../../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { SharedOffer } from "../../../../../_share/offer.tsx";
import { draftOf, faultWords } from "../../_parts/asked.ts";
import { Question } from "../../_parts/question.tsx";
import { attachShared, dropPhoto } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("correction"))("title") };
}

/** A photo of a paper that says it right; sending without one is as good. */
export default citizenPage(
  () => "/record/corrections",
  async ({ ctx, search }) => {
    const t = await getTranslations("correction");
    const words = await caseWords();
    const { draft, target } = await draftOf(ctx, search.case);
    const fault = await faultWords(search.fault);
    const step = (name: string) => `/record/corrections/new/${name}?case=${draft.caseId}` as Route;
    const has = draft.attachmentId !== null;
    return (
      <Question
        back={{ href: step("wanted"), label: t("ask.wantedShort") }}
        above={words.title(target.ref)}
        title={t("ask.photo")}
        fault={fault ? { field: "photo", text: fault } : undefined}
      >
        <p className="pb-6">{has ? t("ask.havePhoto") : t("ask.photoText")}</p>
        <form
          method="post"
          encType="multipart/form-data"
          action={`/record/corrections/new/send-photo?case=${draft.caseId}`}
        >
          <BookField />
          <input type="hidden" name="entryId" value={crypto.randomUUID()} />
          <Stack loose>
            <PhotoField label={t("ask.photoLabel")} name="photo" hint={t("ask.photoHint")} error={fault} />
            <Button>{t("ask.sendPhoto")}</Button>
            <Button kind="second" href={step("check")}>
              {has ? t("ask.keepPhoto") : t("ask.skip")}
            </Button>
          </Stack>
        </form>
        {has ? (
          <form action={dropPhoto} className="pt-4">
            <BookField />
            <input type="hidden" name="caseId" value={draft.caseId} />
            <Button kind="plain">{t("ask.removePhoto")}</Button>
          </form>
        ) : null}
        <SharedOffer ctx={ctx} part="corrections" caseId={draft.caseId} action={attachShared} />
      </Question>
    );
  },
  "record",
);
