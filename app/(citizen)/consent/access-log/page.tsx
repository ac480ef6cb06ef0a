import { getLocale, getTranslations } from "next-intl/server";
import { openingWords } from "#components/consent/opening-words.ts";
import { time, weekday } from "#components/copy/format.ts";
import { LinkLine } from "#components/ui/link-line.tsx";
import { LogEntry } from "#components/ui/log-entry.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { countOpenings, listOpenings, openBookInHand } from "#lib/consent/index.ts";
import { groupOpenings, type OpeningGroup } from "#lib/consent/rules.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";

const MONTH = 30 * 24 * 60 * 60 * 1000;
const PAGE = 100;

export async function generateMetadata() {
  return { title: (await getTranslations("consent"))("title") };
}

function byDay(groups: readonly OpeningGroup[]): OpeningGroup[][] {
  const days = new Map<string, OpeningGroup[]>();
  for (const group of groups) {
    const key = dayOf(group.until);
    days.set(key, [...(days.get(key) ?? []), group]);
  }
  return [...days.values()];
}

/** Ai đã mở sổ của tôi: every opening in words, people apart from machines. */
export default citizenPage(
  () => "/consent/access-log",
  async ({ ctx, search }) => {
    const t = await getTranslations("consent");
    const me = await getTranslations("me");
    const locale = await getLocale();
    const words = openingWords(t);
    const since = new Date(ctx.now.getTime() - MONTH);
    const before = /^\d{1,15}$/.test(search.before ?? "") ? Number(search.before) : undefined;
    const book = await openBookInHand(ctx, "access-log");
    const [openings, counts] = await Promise.all([
      listOpenings(book, { since: before === undefined ? since : new Date(0), before, most: PAGE }),
      countOpenings(book, since),
    ]);
    const people = openings.filter((opening) => opening.actorKind !== "system");
    const last = openings.at(-1);
    return (
      <BookPage back={{ href: "/me", label: me("title") }} tab="none">
        <PageTitle>{t("title")}</PageTitle>
        <p className="pb-6">{t("lead", counts)}</p>
        {people.length === 0 ? <p>{t("none")}</p> : null}
        {byDay(groupOpenings(people)).map((groups) => {
          const [first] = groups;
          return first ? (
            <Section key={first.logId} title={weekday(first.until, locale)}>
              <ul>
                {groups.map((group) => (
                  <LogEntry key={group.logId} time={time(group.until)} {...words(group)} />
                ))}
              </ul>
            </Section>
          ) : null;
        })}
        {openings.length === PAGE && last ? (
          <LinkLine href={`/consent/access-log?before=${last.logId}`} label={t("older")} />
        ) : null}
        {before === undefined ? null : <LinkLine href="/consent/access-log" label={t("newest")} />}
        {counts.systems > 0 ? (
          <Section title={t("systems", { count: counts.systems })}>
            <p>{t("systemsText")}</p>
          </Section>
        ) : null}
        <p className="mt-8 border-rule border-t pt-3 text-ink-2 text-second">{t("kept")}</p>
      </BookPage>
    );
  },
  "representative",
);
