import { getLocale } from "next-intl/server";
import { copy } from "#components/copy/index.ts";
import { Button } from "#components/ui/button.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { PhotoField } from "#components/ui/photo-field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { hear } from "#lib/conversation/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { BookField } from "../_entry/book-in-hand.tsx";
import { idIn } from "../_warehouse/asked.ts";
import { pageOf, type Where } from "./caller.ts";

type Asked = { where: Where; ctx: Context; id: string | undefined; fault: string | undefined };

/** Gửi ảnh, without scripts: one form with a photo in it. Throws NotFound for whoever takes no part. */
export async function photoForm({ where, ctx, id, fault }: Asked) {
  const caseId = idIn(id);
  if (!caseId) throw new NotFound();
  await hear(ctx, caseId, "latest");
  const { conversation, correction } = copy[await getLocale()];
  const { photoPage, sendPhoto } = conversation;
  const faults = new Map(Object.entries({ ...conversation.faults, ...correction.faults }));
  return {
    page: pageOf(where, caseId),
    back: conversation.title,
    form: (
      <>
        {where === "citizen" ? <PageTitle>{photoPage.title}</PageTitle> : null}
        <form method="post" encType="multipart/form-data" action={`${pageOf(where, caseId)}/send`}>
          {where === "citizen" ? <BookField /> : null}
          <input type="hidden" name="lineId" value={crypto.randomUUID()} />
          <Stack loose>
            <PhotoField
              label={photoPage.label}
              name="photo"
              hint={photoPage.hint}
              error={fault ? (faults.get(fault) ?? conversation.faults.failed) : undefined}
            />
            <Button>{sendPhoto}</Button>
          </Stack>
        </form>
      </>
    ),
  };
}
