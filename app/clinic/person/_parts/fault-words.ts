import { getTranslations } from "next-intl/server";

/** What a form was refused for, in words; undefined when it was not. */
export async function faultWords(fault: string | undefined): Promise<string | undefined> {
  if (!fault) return undefined;
  const t = await getTranslations("opening.desk.faults");
  const key = fault as "failed";
  return t.has(key) ? t(key) : t("failed");
}
