import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { LanguageSwitch } from "../../_entry/language-switch.tsx";
import type { PageProps } from "../../_entry/page.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { SignInTrouble } from "../_parts/sign-in-trouble.tsx";
import { enterAsStaff } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("signIn"))("staffTitle") };
}

/** The page of a desk that somebody came from, else the first of a facility's. */
const deskOf = (next: unknown) =>
  /^\/(clinic|authority)(\/|$)/.test(String(next)) ? String(next) : "/clinic";

/** Where staff sign in, against their own issuer. */
export default async function Page({ searchParams }: PageProps) {
  const { error, next } = await searchParams;
  const t = await getTranslations("signIn");
  const common = await getTranslations("common");
  return (
    <BookPage back={{ href: "/", label: common("home") }} corner={<LanguageSwitch path="/sign-in/staff" />}>
      <PageTitle>{t("staffTitle")}</PageTitle>
      <SignInTrouble error={error} />
      <p className="pb-6">{t("staffLead")}</p>
      <form action={enterAsStaff.bind(null, deskOf(next))}>
        <Button>{t("staffEnter")}</Button>
      </form>
      <div className="pt-6">
        <LinkLine href="/sign-in" label={t("citizenLink")} />
      </div>
    </BookPage>
  );
}
