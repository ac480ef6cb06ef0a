import { getLocale, getTranslations } from "next-intl/server";
import { openingWords } from "#components/consent/opening-words.ts";
import { moment } from "#components/copy/format.ts";
import { LinkLine } from "#components/ui/link-line.tsx";
import { LogEntry } from "#components/ui/log-entry.tsx";
import { Section } from "#components/ui/section.tsx";
import { groupOpenings, type Opening } from "#lib/consent/rules.ts";

/** The last two who opened this book, and the way to all of them. */
export async function LatestOpenings({ openings }: { openings: readonly Opening[] }) {
  const t = await getTranslations("cover");
  const words = openingWords(await getTranslations("consent"));
  const opening = await getTranslations("opening");
  const locale = await getLocale();
  return (
    <Section title={t("opened")}>
      {openings.length > 0 ? (
        <ul>
          {groupOpenings(openings)
            .slice(0, 2)
            .map((group) => (
              <LogEntry key={group.logId} time={moment(group.until, locale)} {...words(group)} />
            ))}
        </ul>
      ) : (
        <p>{t("openedNone")}</p>
      )}
      <LinkLine href="/consent/access-log" label={t("openedAll")} />
      <LinkLine href="/consent/open-code" label={opening("code.title")} />
    </Section>
  );
}
