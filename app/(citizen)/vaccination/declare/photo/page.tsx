import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { PhotoField } from "#components/ui/photo-field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { NotFound } from "#lib/platform/errors.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { SharedOffer } from "../../../../_share/offer.tsx";
import { Question } from "../../../record/corrections/_parts/question.tsx";
import { declarationOf, declareFault } from "../_parts/asked.ts";
import { attachShared, dropPhoto } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("vaccination.declare"))("title") };
}

/** A photo of the page of the paper book; sending without one is possible. */
export default citizenPage(
  () => "/vaccination",
  async ({ ctx, search, ownerName }) => {
    const t = await getTranslations("vaccination.declare");
    const ask = await getTranslations("correction.ask");
    const { caseId, read } = await declarationOf(ctx, search.case);
    if (!read) throw new NotFound();
    const fault = await declareFault(search.fault);
    const step = (name: string) => `/vaccination/declare/${name}?case=${caseId}` as Route;
    const has = read.attachmentId !== null;
    return (
      <Question
        back={{ href: step("lot"), label: t("lotShort") }}
        above={t("of", { whose: ctx.inHand.as === "own" ? "own" : "other", name: ownerName })}
        title={t("photoQuestion")}
        fault={fault ? { field: "photo", text: fault } : undefined}
      >
        <p className="pb-6">{has ? ask("havePhoto") : t("photoText")}</p>
        <form
          method="post"
          encType="multipart/form-data"
          action={`/vaccination/declare/send-photo?case=${caseId}`}
        >
          <BookField />
          <input type="hidden" name="entryId" value={crypto.randomUUID()} />
          <Stack loose>
            <PhotoField label={ask("photoLabel")} name="photo" hint={ask("photoHint")} error={fault} />
            <Button>{ask("sendPhoto")}</Button>
            <Button kind="second" href={step("check")}>
              {has ? ask("keepPhoto") : t("photoSkip")}
            </Button>
          </Stack>
        </form>
        {has ? (
          <form action={dropPhoto} className="pt-4">
            <BookField />
            <input type="hidden" name="caseId" value={caseId} />
            <Button kind="plain">{ask("removePhoto")}</Button>
          </form>
        ) : null}
        <SharedOffer ctx={ctx} part="corrections" caseId={caseId} action={attachShared} />
      </Question>
    );
  },
  "record",
);
