import { getTranslations } from "next-intl/server";
import { day } from "#components/copy/format.ts";
import type { ConditionSummary } from "#lib/record/index.ts";
import { MOST_TIMES } from "#lib/record/rules.ts";

/** How often a condition was recorded, and from when to when. */
export async function conditionTimes({ times, firstAt, latest }: ConditionSummary): Promise<string> {
  const t = await getTranslations("conditions");
  const when = { first: day(firstAt), last: day(latest.at) };
  return times > MOST_TIMES
    ? t("timesMany", { count: MOST_TIMES, ...when })
    : t("times", { count: times, ...when });
}
