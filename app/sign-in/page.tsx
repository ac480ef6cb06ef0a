import { getTranslations } from "next-intl/server";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmergencyLine } from "#components/ui/emergency-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { ownPath } from "#lib/identity/realms.ts";
import { LanguageSwitch } from "../_entry/language-switch.tsx";
import type { PageProps } from "../_entry/page.tsx";
import { BookPage } from "../_entry/shell.tsx";
import { SignInTrouble } from "./_parts/sign-in-trouble.tsx";
import { enterAsCitizen } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("signIn"))("title") };
}

/** Where citizens sign in: one button, and what to do when it does not work. */
export default async function Page({ searchParams }: PageProps) {
  const { error, next } = await searchParams;
  const t = await getTranslations("signIn");
  const common = await getTranslations("common");
  return (
    <BookPage back={{ href: "/", label: common("home") }} corner={<LanguageSwitch path="/sign-in" />}>
      <PageTitle>{t("title")}</PageTitle>
      <SignInTrouble error={error} />
      <p className="pb-6">{t("lead")}</p>
      <form action={enterAsCitizen.bind(null, ownPath(next))}>
        <Button>{t("enter")}</Button>
      </form>
      <p className="pt-3 text-ink-2 text-second">{t("shared")}</p>
      <Section title={t("other")}>
        <BulletList items={[t("otherPolice"), t("otherStation")]} />
      </Section>
      <div className="pt-8">
        <EmergencyLine>{common("emergency")}</EmergencyLine>
      </div>
    </BookPage>
  );
}
