import { getTranslations } from "next-intl/server";
import { quantity } from "#components/copy/format.ts";
import { MOST_COUNTED } from "#lib/warehouse/index.ts";

/** A count in words; beyond what is counted, that there are more. */
export async function countWords(): Promise<(count: number) => string> {
  const t = await getTranslations("warehouse");
  return (count) =>
    count >= MOST_COUNTED ? t("manyMore", { count: quantity(MOST_COUNTED) }) : quantity(count);
}
