import { getTranslations } from "next-intl/server";
import { ShrinkingPhoto } from "#components/teleconsult/shrinking-photo.tsx";
import { Button } from "#components/ui/button.tsx";
import { Stack } from "#components/ui/stack.tsx";
import type { Context } from "#lib/platform/context.ts";
import { MOST_PHOTOS } from "#lib/teleconsult/rules.ts";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { SharedOffer } from "../../../_share/offer.tsx";
import { attachShared, photos, removePhoto } from "../actions.ts";
import { DraftFields } from "./question.tsx";
import type { Asked } from "./words-questions.tsx";

/** Ảnh và giấy tờ gửi kèm: added one by one, taken out again, or none. */
export async function PhotosQuestion({
  caseId,
  from,
  error,
  kept,
  ctx,
}: Asked & { kept: readonly string[]; ctx: Context }) {
  const t = await getTranslations("teleconsult.new");
  const room = kept.length < MOST_PHOTOS;
  return (
    <>
      <p className="pb-6">{t("photos.text", { most: MOST_PHOTOS })}</p>
      {kept.length > 0 ? (
        <ul className="pb-6">
          {kept.map((photo, place) => (
            <li
              key={photo}
              className="flex min-h-row flex-wrap items-center justify-between gap-x-4 border-rule border-b"
            >
              <a
                href={`/teleconsult/drafts/${caseId}/${photo}`}
                className="inline-flex min-h-target items-center"
              >
                {t("photos.one", { number: place + 1 })}
              </a>
              <form action={removePhoto}>
                <BookField />
                <DraftFields caseId={caseId} />
                <input type="hidden" name="attachmentId" value={photo} />
                <Button kind="plain">
                  {t("photos.remove")}
                  <span className="sr-only">: {t("photos.one", { number: place + 1 })}</span>
                </Button>
              </form>
            </li>
          ))}
        </ul>
      ) : null}
      {room ? (
        <form
          method="post"
          encType="multipart/form-data"
          action={`/teleconsult/new/send-photo?case=${caseId}${from === "check" ? "&from=check" : ""}`}
        >
          <BookField />
          <input type="hidden" name="entryId" value={crypto.randomUUID()} />
          <Stack loose>
            <ShrinkingPhoto label={t("photos.label")} name="photo" hint={t("photos.hint")} error={error} />
            <Button kind="second">{t("photos.send")}</Button>
          </Stack>
        </form>
      ) : null}
      {room ? (
        <SharedOffer ctx={ctx} part="teleconsult" caseId={caseId} from={from} action={attachShared} />
      ) : null}
      <form action={photos} className="pt-4">
        <BookField />
        <DraftFields caseId={caseId} from={from} />
        <Button>{t(kept.length > 0 ? "photos.enough" : "photos.none")}</Button>
      </form>
    </>
  );
}
