import { getTranslations } from "next-intl/server";
import { SharedFiles } from "#components/attachment/shared-files.tsx";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/ui/section.tsx";
import { listShared } from "#lib/attachment/index.ts";
import type { Part } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { BookField } from "../_entry/book-in-hand.tsx";
import { ownBook } from "./own.ts";

type Props = {
  ctx: Context;
  part: Part;
  caseId: string;
  from?: string | undefined;
  action: (form: FormData) => Promise<void>;
};

/** Where a photo is asked for: the files that were shared into the book and wait, each to be taken with one touch. */
export async function SharedOffer({ ctx, part, caseId, from, action }: Props) {
  if (ctx.inHand.purpose === "helping") return null;
  const files = await listShared(await ownBook(ctx, part));
  if (files.length === 0) return null;
  const t = await getTranslations("share");
  return (
    <Section title={t("offer")}>
      <SharedFiles files={files} words={{ photo: t("photo"), pdf: t("pdf") }}>
        {({ sharedId }) => (
          <form action={action}>
            <BookField />
            <input type="hidden" name="caseId" value={caseId} />
            <input type="hidden" name="sharedId" value={sharedId} />
            <input type="hidden" name="entryId" value={crypto.randomUUID()} />
            {from ? <input type="hidden" name="from" value={from} /> : null}
            <Button kind="second">{t("take")}</Button>
          </form>
        )}
      </SharedFiles>
    </Section>
  );
}
