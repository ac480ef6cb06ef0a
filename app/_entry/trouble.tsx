import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmergencyLine } from "#components/ui/emergency-line.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { BookPage } from "./shell.tsx";

/** Something of ours failed: what happened, what is safe, one way to try again, another way. */
export async function Trouble({ path, reference }: { path: string; reference: string }) {
  const t = await getTranslations("trouble");
  const common = await getTranslations("common");
  return (
    <BookPage back={{ href: "/", label: common("home") }}>
      <PageTitle>{t("title")}</PageTitle>
      <p>{t("text")}</p>
      <div className="pt-6">
        <Button href={path as Route}>{t("retry")}</Button>
      </div>
      <Section title={t("if")}>
        <BulletList items={[t("ifWait"), t("ifStation")]} />
        <LinkLine href="/status" label={t("ifStatus")} />
        <p className="pt-2 text-quiet text-small">{t("reference", { reference })}</p>
      </Section>
      <div className="pt-8">
        <EmergencyLine>{common("emergency")}</EmergencyLine>
      </div>
    </BookPage>
  );
}

/** The session has opened too many books. */
export async function TooMany() {
  const t = await getTranslations("trouble");
  const common = await getTranslations("common");
  return (
    <BookPage back={{ href: "/", label: common("home") }}>
      <PageTitle>{t("limitTitle")}</PageTitle>
      <p>{t("limitText")}</p>
    </BookPage>
  );
}
