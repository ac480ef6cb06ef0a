import { getTranslations } from "next-intl/server";
import { EmergencyLine } from "#components/ui/emergency-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { BookPage } from "../_entry/shell.tsx";

const questions = ["enter", "missing", "wrong", "pay", "who", "phone"] as const;

export async function generateMetadata() {
  return { title: (await getTranslations("help"))("title") };
}

/** Trợ giúp: what people ask most, and what to do in danger. */
export default async function Page() {
  const t = await getTranslations("help");
  const common = await getTranslations("common");
  return (
    <BookPage back={{ href: "/", label: common("home") }}>
      <PageTitle>{t("title")}</PageTitle>
      {questions.map((question) => (
        <Section key={question} title={t(question)}>
          <p>{t(`${question}Text`)}</p>
        </Section>
      ))}
      <Section title={t("urgent")}>
        <p className="pb-4">{t("urgentText")}</p>
        <EmergencyLine>{common("emergency")}</EmergencyLine>
      </Section>
    </BookPage>
  );
}
