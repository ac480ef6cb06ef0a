import { getTranslations } from "next-intl/server";
import { quantity } from "#components/copy/format.ts";
import type { Figures } from "#lib/teleconsult/index.ts";
import { tenthsOf } from "#lib/teleconsult/rules.ts";

/** 12,5 %; a dash of nothing. */
export function shareWords(part: number | null, whole: number | null): string {
  const tenths = tenthsOf(part, whole);
  return tenths === null ? "–" : `${quantity(tenths / 10)}\u00a0%`;
}

/** Numbers of the figures in words. */
export async function figureWords() {
  const t = await getTranslations("teleconsultOversight");
  /** 45 phút; 3 giờ 20 phút; 2 ngày 4 giờ. */
  const duration = (minutes: number | null): string => {
    if (minutes === null) return "–";
    if (minutes < 60) return t("duration.minutes", { minutes });
    if (minutes < 2 * 24 * 60)
      return t("duration.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 }).trim();
    const hours = Math.round(minutes / 60);
    return t("duration.days", { days: Math.floor(hours / 24), hours: hours % 24 }).trim();
  };
  const times = (middle: number | null, most: number | null) =>
    middle === null ? "–" : t("times", { middle: duration(middle), most: duration(most) });
  const partOf = (part: number | null, whole: number | null) =>
    whole
      ? t("partOf", { part: quantity(part ?? 0), whole: quantity(whole), share: shareWords(part, whole) })
      : "–";
  return { duration, times, partOf };
}

/** How many said whether an answer helped. */
export const judgedOf = ({ helpful, partly, unhelpful }: Figures) =>
  (helpful ?? 0) + (partly ?? 0) + (unhelpful ?? 0);
