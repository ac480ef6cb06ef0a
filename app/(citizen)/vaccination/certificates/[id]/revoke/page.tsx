import type { Route } from "next";
import { getLocale } from "next-intl/server";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { NotFound } from "#lib/platform/errors.ts";
import { BookField } from "../../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { BookPage } from "../../../../../_entry/shell.tsx";
import { certificateWords } from "../../_parts/certificate-words.ts";
import { readCertificates } from "../../_parts/read-certificates.ts";
import { revoke } from "../../actions.ts";

export async function generateMetadata() {
  const { t } = certificateWords(await getLocale());
  return { title: t("revoke.title") };
}

/** Thu hồi: the one step that cannot be undone, on a page of its own. */
export default citizenPage(
  ({ id }) => `/vaccination/certificates/${encodeURIComponent(id ?? "")}/revoke`,
  async ({ ctx, params, search }) => {
    const words = certificateWords(await getLocale());
    const { t } = words;
    const { certificates } = await readCertificates(ctx);
    const one = certificates.find(({ certificateId }) => certificateId === params.id);
    if (!one) throw new NotFound();
    const at = `/vaccination/certificates/${one.certificateId}` as Route;
    const name = words.about(one.about);
    return (
      <BookPage back={{ href: at, label: name }}>
        <PageTitle below={`${name}. ${words.issued(one)}`}>{t("revoke.title")}</PageTitle>
        {search.fault ? <Notice alert level={3} title={t("new.faults.failed")} /> : null}
        <BulletList items={[t("revoke.text"), t("revoke.paper"), t("revoke.late")]} />
        <form action={revoke} className="pt-6">
          <BookField />
          <input type="hidden" name="certificateId" value={one.certificateId} />
          <Stack>
            <Button kind="final">{t("revoke.go")}</Button>
            <Button kind="second" href={at}>
              {t("revoke.keep")}
            </Button>
          </Stack>
        </form>
      </BookPage>
    );
  },
  "record",
);
