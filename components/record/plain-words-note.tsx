import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import type { PlainWords } from "#lib/catalogue/index.ts";

/** What a test or a condition is, small under its name: who says so, and whether a doctor has reviewed it. */
export async function PlainWordsNote({ words }: { words: PlainWords | null }) {
  if (!words) return null;
  const t = await getTranslations("results.plain");
  const locale = await getLocale();
  return (
    <div className="pb-3 text-ink-2 text-second">
      <p>{locale === "vi" ? words.vi : words.en}</p>
      <p className="text-small">
        {t("source")}{" "}
        <a href={words.source.address} rel="noreferrer" lang="en" className="wrap-anywhere">
          {words.source.title}
        </a>
        {t("readOn", { day: calendarDay(words.readOn) })}{" "}
        {words.reviewer === null ? t("notReviewed") : t("reviewed", { reviewer: words.reviewer })}
      </p>
    </div>
  );
}
