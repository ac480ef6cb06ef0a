import { getTranslations } from "next-intl/server";
import { Tag } from "#components/ui/tag.tsx";
import type { HistoryEntry } from "#lib/history/index.ts";
import type { Standing } from "#lib/history/rules.ts";

type Props = {
  standing: Standing;
  toldBy: HistoryEntry["toldBy"];
  /** Whether its owner reads. */
  own: boolean;
};

/** How sure the book is of what a person told: dashed while only they say so. */
export async function HistoryStanding({ standing, toldBy, own }: Props) {
  const t = await getTranslations("history");
  const word =
    standing === "facility-confirmed"
      ? "standing.facility-confirmed"
      : toldBy !== "owner"
        ? (`standing.${toldBy}` as const)
        : own
          ? "standing.self-declared"
          : "standing.owner";
  return <Tag line={standing === "facility-confirmed" ? "filled" : "dashed"}>{t(word)}</Tag>;
}
