import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { ownPath } from "#lib/identity/realms.ts";
import type { PageProps } from "../_entry/page.tsx";
import { BookPage } from "../_entry/shell.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("trouble"))("outdated") };
}

/** A form without scripts was older than the book: nothing was sent, and no browser keeps what was written on a page that none may keep. */
export default async function Page({ searchParams }: PageProps) {
  const t = await getTranslations("trouble");
  const form = await getTranslations("install.oldForm");
  const common = await getTranslations("common");
  const { page } = await searchParams;
  return (
    <BookPage back={{ href: "/", label: common("home") }}>
      <PageTitle>{t("outdated")}</PageTitle>
      <p className="pb-4">{form("form")}</p>
      <p className="pb-6">{form("again")}</p>
      <div>
        <Button href={ownPath(page) as Route}>{form("open")}</Button>
      </div>
    </BookPage>
  );
}
