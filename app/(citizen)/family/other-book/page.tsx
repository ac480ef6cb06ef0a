import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { displayName } from "#lib/identity/rules.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("family"))("other.title") };
}

/** A form came that was made for another book than the one in hand: nothing was written, and why. */
export default citizenPage(
  () => "/family/other-book",
  async ({ session }) => {
    const t = await getTranslations("family");
    return (
      <BookPage back={{ href: "/family", label: t("title") }}>
        <PageTitle>{t("other.title")}</PageTitle>
        <p className="pb-3">{t("other.text")}</p>
        <p className="pb-3 font-semibold">
          {t("other.open", { name: displayName(session.book?.name ?? session.name) })}
        </p>
        <p className="pb-6">{t("other.back")}</p>
        <Button href="/family">{t("change")}</Button>
      </BookPage>
    );
  },
  "self",
);
