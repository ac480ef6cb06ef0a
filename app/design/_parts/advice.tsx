import { useTranslations } from "next-intl";
import { BulletList } from "../../../components/ui/bullet-list.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { Callout } from "../../../components/ui/callout.tsx";
import { CareCard } from "../../../components/ui/care-card.tsx";
import { ConfirmationPanel } from "../../../components/ui/confirmation-panel.tsx";
import { DoDontList } from "../../../components/ui/do-dont-list.tsx";
import { EmergencyLine } from "../../../components/ui/emergency-line.tsx";
import { EmptyState } from "../../../components/ui/empty-state.tsx";
import { Notice } from "../../../components/ui/notice.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { SourceLine } from "../../../components/ui/source-line.tsx";
import { Stack } from "../../../components/ui/stack.tsx";

export function AdviceParts() {
  const t = useTranslations("design.words");
  return (
    <div>
      <Section title={t("title")}>
        <Stack>
          <Callout kind="note" title={t("note")}>
            <p>{t("noteText")}</p>
          </Callout>
          <Callout kind="warn" title={t("warn")}>
            <p>{t("warnText")}</p>
          </Callout>
        </Stack>
      </Section>
      <Section title={t("notice")}>
        <Notice level={3} title={t("noticeDone")} />
        <Notice level={3} kind="warn" title={t("noticeLate")} />
        <Notice level={3} alert title={t("noticeFailed")}>
          <p>{t("noticeFailedText")}</p>
        </Notice>
      </Section>
      <Section title={t("care")}>
        <Stack>
          <CareCard
            kind="ask"
            title={t("askIf")}
            items={[t("fever")]}
            action={{ href: "#ask", label: t("ask") }}
          />
          <CareCard kind="urgent" title={t("callIf")} items={[t("breath")]} />
          <EmergencyLine>{t("emergency")}</EmergencyLine>
        </Stack>
      </Section>
      <Section title={t("doDont")}>
        <DoDontList items={[{ text: t("do") }, { text: t("dont"), dont: true }]} />
      </Section>
      <Section title={t("sourceTitle")}>
        <SourceLine action={{ href: "#report", label: t("report"), icon: "flag" }}>{t("source")}</SourceLine>
      </Section>
      <EmptyState title={t("emptyTitle")} when={t("emptyWhen")}>
        <p className="font-semibold">{t("emptyAsk")}</p>
        <p className="pb-3">{t("emptyAnswer")}</p>
        <Button kind="second" href="#missing">
          {t("emptyReport")}
        </Button>
        <SourceLine action={{ href: "#sent", label: t("emptyCheck") }}>{t("emptySource")}</SourceLine>
      </EmptyState>
      <div className="pt-10">
        <ConfirmationPanel title={t("paid")} second={t("paidAt")} level={2} />
      </div>
      <Section title={t("next")}>
        <BulletList items={[t("next1"), t("next2"), t("next3")]} />
      </Section>
    </div>
  );
}
