import { getTranslations } from "next-intl/server";
import { Tag } from "#components/ui/tag.tsx";
import type { Standing } from "#lib/history/rules.ts";

/** How sure the book is of what a person told: dashed while only they say so. */
export async function HistoryStanding({ standing }: { standing: Standing }) {
  const t = await getTranslations("history");
  return (
    <Tag line={standing === "facility-confirmed" ? "filled" : "dashed"}>{t(`standing.${standing}`)}</Tag>
  );
}
