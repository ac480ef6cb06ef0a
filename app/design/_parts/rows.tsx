import { useTranslations } from "next-intl";
import { ContentsList } from "../../../components/ui/contents-list.tsx";
import { JumpLinks } from "../../../components/ui/jump-links.tsx";
import { LinkLine } from "../../../components/ui/link-line.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { TaskRow } from "../../../components/ui/task-row.tsx";

export function RowParts() {
  const t = useTranslations("design");
  return (
    <div>
      <Section title={t("rows.title")} aside={t("rows.since")}>
        <ContentsList
          rows={[
            { icon: "encounters", noun: t("rows.encounters"), href: "#a", fact: t("rows.encountersFact") },
            {
              icon: "results",
              noun: t("rows.results"),
              href: "#b",
              fact: t("rows.resultsFact"),
              isNew: true,
            },
            { icon: "conditions", noun: t("rows.conditions"), href: "#c", fact: t("rows.conditionsFact") },
            { icon: "appointments", noun: t("rows.appointments"), href: "#d", fact: "27/11" },
            { icon: "fees", noun: t("rows.fees"), href: "#e", fact: t("letters.money") },
            { icon: "papers", noun: t("rows.papers"), href: "#f", fact: t("rows.papersFact") },
          ]}
        />
        <JumpLinks
          label={t("rows.jump")}
          links={[
            { href: "#a", label: t("rows.conditions") },
            { href: "#b", label: t("rows.results") },
            { href: "#c", label: t("rows.papers") },
          ]}
        />
        <LinkLine href="#g" label={t("rows.more")} />
      </Section>
      <Section title={t("tasks.title")}>
        <ul>
          <TaskRow
            date={{ day: "25", month: t("tasks.month"), iso: "2026-11-25" }}
            title={t("tasks.dose")}
            href="#h"
            second={t("tasks.doseSecond")}
            due={t("tasks.doseDue")}
          />
          <TaskRow
            date={{ day: "27", month: t("tasks.month"), iso: "2026-11-27" }}
            title={t("tasks.visit")}
            href="#i"
            second={t("tasks.visitSecond")}
          />
          <TaskRow
            date={{ day: "30", month: t("tasks.month"), iso: "2026-11-30" }}
            title={t("tasks.pay")}
            href="#j"
            second={t("tasks.paySecond")}
          />
        </ul>
      </Section>
    </div>
  );
}
