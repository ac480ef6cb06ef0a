import { getTranslations } from "next-intl/server";
import { Tag } from "#components/ui/tag.tsx";
import type { Standing } from "#lib/record/rules.ts";

/** How sure a facility was of a diagnosis: solid only where the end of a stay confirmed it. */
export async function StandingTag({ standing }: { standing: Standing }) {
  const t = await getTranslations("conditions");
  return (
    <Tag line={standing === "confirmed-at-discharge" ? "filled" : "dotted"}>{t(`standing.${standing}`)}</Tag>
  );
}
