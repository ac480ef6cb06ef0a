import { getTranslations } from "next-intl/server";
import { Tag } from "#components/ui/tag.tsx";
import type { Standing } from "#lib/record/rules.ts";

const looks = {
  "confirmed-at-discharge": "filled",
  "stay-not-confirmed": "dotted",
  recorded: "dotted",
  "ruled-out": "thin",
} as const;

/** How sure a facility was of a diagnosis: solid only where the end of a stay confirmed it. */
export async function StandingTag({ standing }: { standing: Standing | "ruled-out" }) {
  const t = await getTranslations("conditions");
  return <Tag line={looks[standing]}>{t(`standing.${standing}`)}</Tag>;
}
