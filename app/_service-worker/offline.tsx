import type { Route } from "next";
import { createTranslator } from "use-intl/core";
import { copy, type Locale } from "#components/copy/index.ts";
import { OfflineStrip } from "#components/shell/offline-strip.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmergencyLine } from "#components/ui/emergency-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { stillPage } from "./still-page.tsx";

/** The one page that needs no network: plain HTML without any script, made with the build. */
export function offlinePage(locale: Locale, styles: readonly string[]): string {
  const t = createTranslator({ locale, messages: copy[locale], namespace: "offline" });
  const common = createTranslator({ locale, messages: copy[locale], namespace: "common" });
  return stillPage({
    locale,
    title: t("title"),
    styles,
    children: (
      <PageFrame
        strips={<OfflineStrip label={t("strip")}>{t("strip")}</OfflineStrip>}
        top={<TopBar name={common("name")} />}
      >
        <PageTitle>{t("title")}</PageTitle>
        <p className="pb-6">{t("text")}</p>
        <Button href="/">{t("retry")}</Button>
        <Section title={t("do")}>
          <BulletList items={[t("doNetwork"), t("doAirplane"), t("doPortal"), t("doPapers")]} />
        </Section>
        <Section title={t("works")}>
          <Stack>
            <Button kind="second" href={"/offline-copy" as Route}>
              {t("copy")}
            </Button>
            <Button kind="second" href="/verify">
              {t("verify")}
            </Button>
          </Stack>
          <p className="pt-3">{t("worksUnsent")}</p>
        </Section>
        <Section title={t("why")}>
          <p>{t("whyText")}</p>
        </Section>
        <div className="pt-8">
          <EmergencyLine>{common("emergency")}</EmergencyLine>
        </div>
      </PageFrame>
    ),
  });
}
