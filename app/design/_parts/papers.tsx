import { useTranslations } from "next-intl";
import { Qr, qrShape } from "../../../components/consent/qr.tsx";
import { CopyPartView } from "../../../components/device/copy-view.tsx";
import { FigureNumber } from "../../../components/ui/figure-number.tsx";
import { LeaderList } from "../../../components/ui/leader-list.tsx";
import { Paper } from "../../../components/ui/paper.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Stack } from "../../../components/ui/stack.tsx";
import { Tag } from "../../../components/ui/tag.tsx";

export function PaperParts() {
  const t = useTranslations("design");
  return (
    <div>
      <Section title={t("papers.title")}>
        <Stack loose>
          <Paper>
            <FigureNumber noun={t("papers.slip")} size="queue">
              23
            </FigureNumber>
            <h3 className="pt-3 text-section">{t("long")}</h3>
            <LeaderList
              facts={[
                { noun: t("papers.day"), fact: t("papers.dayFact") },
                { noun: t("papers.time"), fact: "8:20", strong: true },
                { noun: t("papers.place"), fact: t("papers.placeFact") },
                { noun: t("papers.code"), fact: "BS7 K4M" },
              ]}
            />
          </Paper>
          <Paper>
            <p className="text-ink-2 text-second">{t("papers.code")}</p>
            <p className="text-number">1234 5678</p>
            <Qr text="SSKBS1:0" title={t("papers.code")} />
          </Paper>
          <Paper tone="red">
            <p className="text-ink-2 text-second">{t("papers.emergency")}</p>
            <h3 className="text-section">{t("choices.hoa")}</h3>
            <p className="py-2 text-page-title text-red">{t("papers.allergy")}</p>
            <Tag line="filled">{t("papers.allergyBy")}</Tag>
          </Paper>
        </Stack>
      </Section>
      <CopyPartView
        title={t("papers.copy")}
        lead={t("papers.copyLead")}
        papers={[
          {
            title: t("papers.slip"),
            facts: [{ noun: t("papers.day"), fact: t("papers.dayFact") }],
            codes: [{ title: t("papers.code"), ...qrShape("SSKBS1:0") }],
            notes: [t("papers.placeFact")],
          },
          {
            tone: "red",
            title: t("papers.emergency"),
            facts: [{ noun: t("papers.allergyNoun"), fact: t("papers.allergy") }],
            codes: [],
            notes: [t("papers.allergyBy")],
          },
        ]}
        lines={[{ title: t("papers.placeFact"), more: [t("papers.emergency")], phone: "115" }]}
      />
    </div>
  );
}
