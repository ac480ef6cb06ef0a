import { getTranslations } from "next-intl/server";

/** A day as a calendar's leaf: 27, thg 11. */
export async function tearOff(on: string): Promise<{ day: string; month: string; iso: string }> {
  const t = await getTranslations("cover");
  return {
    day: String(Number(on.slice(8))),
    month: t("month", { month: Number(on.slice(5, 7)) }),
    iso: on,
  };
}
