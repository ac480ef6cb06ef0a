import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { EntryRow } from "#components/ui/entry-row.tsx";

/** Where what was given can be proved to others. */
export async function CertificateRow() {
  const t = await getTranslations("certificates");
  return (
    <EntryRow icon="qr" title={t("title")} href={"/vaccination/certificates" as Route}>
      {t("row")}
    </EntryRow>
  );
}
