import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { BookPage } from "../../_entry/shell.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("share"))("signedOut") };
}

/** Somebody shared a paper and is not in the book: nothing of it was kept, because nobody knows whose it is. */
export default async function Page() {
  const t = await getTranslations("share");
  const common = await getTranslations("common");
  return (
    <BookPage back={{ href: "/", label: common("home") }}>
      <PageTitle>{t("signedOut")}</PageTitle>
      <p className="pb-6">{t("signedOutText")}</p>
      <Button href={"/sign-in?next=%2Fshare" as Route}>{t("signIn")}</Button>
    </BookPage>
  );
}
