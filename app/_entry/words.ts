import { getTranslations } from "next-intl/server";

/** A facility's name; its code in words while nobody has entered a name. */
export async function facilityWords(names: ReadonlyMap<string, string>) {
  const t = await getTranslations("common");
  return { facilityName: (code: string) => names.get(code) ?? t("facility", { code }) };
}
