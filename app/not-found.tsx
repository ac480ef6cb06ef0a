import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { EmergencyLine } from "#components/ui/emergency-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { BookPage } from "./_entry/shell.tsx";

export default async function NotFound() {
  const t = await getTranslations("trouble");
  const common = await getTranslations("common");
  return (
    <BookPage>
      <PageTitle>{t("notFoundTitle")}</PageTitle>
      <p>{t("notFoundText")}</p>
      <div className="pt-6 pb-8">
        <Button href="/">{t("notFoundHome")}</Button>
      </div>
      <EmergencyLine>{common("emergency")}</EmergencyLine>
    </BookPage>
  );
}
