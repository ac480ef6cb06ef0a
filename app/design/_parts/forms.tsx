import { useTranslations } from "next-intl";
import { CheckAnswers } from "../../../components/ui/check-answers.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { TaskList } from "../../../components/ui/task-list.tsx";

export function FormParts() {
  const t = useTranslations("design");
  const change = { href: "#check", label: t("forms.change") } as const;
  return (
    <div>
      <Section title={t("forms.title")}>
        <TaskList
          tasks={[
            { title: t("forms.who"), href: "#k", standing: t("forms.done"), line: "filled" },
            { title: t("forms.when"), href: "#l", standing: t("forms.doing"), line: "dashed" },
            { title: t("forms.papers"), href: "#m", standing: t("forms.todo"), line: "thin" },
            { title: t("forms.send"), standing: t("forms.todo"), line: "thin" },
          ]}
        />
      </Section>
      <Section title={t("forms.check")}>
        <CheckAnswers
          none={t("forms.none")}
          rows={[
            { question: t("forms.for"), answer: t("long"), change },
            { question: t("forms.time"), answer: t("forms.timeFact"), change },
            { question: t("forms.message"), change },
          ]}
        />
      </Section>
    </div>
  );
}
