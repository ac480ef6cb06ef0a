import { getTranslations } from "next-intl/server";
import { BookLabel } from "#components/shell/book-label.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EmergencyLine } from "#components/ui/emergency-line.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Section } from "#components/ui/section.tsx";
import { LanguageSwitch } from "../../_entry/language-switch.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { enterAsCitizen } from "../../sign-in/actions.ts";

/** The label that is not filled in yet, and the one way in. */
export async function Welcome() {
  const t = await getTranslations("welcome");
  const common = await getTranslations("common");
  return (
    <BookPage corner={<LanguageSwitch path="/" />}>
      <BookLabel
        name={t("title")}
        lines={[{ noun: t("bookName") }, { noun: t("bookBirth") }, { noun: t("bookHome") }]}
      />
      <p className="py-6">{t("lead")}</p>
      <form action={enterAsCitizen.bind(null, "/")}>
        <Button>{t("enter")}</Button>
      </form>
      <p className="pt-2 text-ink-2 text-second">{t("level")}</p>
      <Section title={t("noVneid")}>
        <p className="pb-6">{t("noVneidText")}</p>
      </Section>
      <Callout kind="warn" level={2} title={t("safety")}>
        <p>{t("safetyText")}</p>
      </Callout>
      <div className="pt-10">
        <Section title={t("without")}>
          <ul>
            <EntryRow icon="info" title={t("status")} href="/status">
              {t("statusSecond")}
            </EntryRow>
            <EntryRow icon="help" title={common("help")} href="/help" />
            <EntryRow icon="staff" title={t("clinic")} href="/clinic">
              {t("clinicSecond")}
            </EntryRow>
            <EntryRow icon="staff" title={t("authority")} href="/authority">
              {t("authoritySecond")}
            </EntryRow>
          </ul>
        </Section>
      </div>
      <div className="pt-8 pb-8">
        <EmergencyLine>{common("emergency")}</EmergencyLine>
      </div>
      <p className="border-rule border-t pt-4 text-ink-2 text-second">{t("for")}</p>
    </BookPage>
  );
}
