import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { deskOpeningOf } from "#components/consent/opening-words.ts";
import { calendarDay, weekday } from "#components/copy/format.ts";
import { ContentsList } from "#components/ui/contents-list.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { JumpLinks } from "#components/ui/jump-links.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { countOpenings, listOpenings, type OpeningFilter, openBookInHand } from "#lib/consent/index.ts";
import { groupOpenings, type OpeningGroup } from "#lib/consent/rules.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { deskOpeningsOf, listDoubts, listLivingDeskOpenings } from "#lib/opening/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { listsThatName } from "#lib/vaccination/index.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { facilityWords } from "../../../_entry/words.ts";
import { Entries } from "./_parts/entries.tsx";
import { NamedLists } from "./_parts/named-lists.tsx";

const MONTH = 30 * 24 * 60 * 60 * 1000;
const PAGE = 100;
const filters = ["all", "others", "emergency"] as const;

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

const addressOf = (by: OpeningFilter, before?: number) =>
  `/consent/access-log${by === "all" ? "" : `?by=${by}`}${
    before === undefined ? "" : `${by === "all" ? "?" : "&"}before=${before}`
  }` as Route;

/** Ai đã mở sổ của tôi: every opening in words, people apart from machines. */
export default citizenPage(
  () => "/consent/access-log",
  async ({ ctx, search, ownerName }) => {
    const t = await getTranslations("consent");
    const words = await getTranslations("opening");
    const me = await getTranslations("me");
    const locale = await getLocale();
    const by = filters.find((one) => one === search.by) ?? "all";
    const since = new Date(ctx.now.getTime() - MONTH);
    const before = /^\d{1,15}$/.test(search.before ?? "") ? Number(search.before) : undefined;
    // What is filtered is rare: then all that is kept is looked through.
    const from = before === undefined && by === "all" ? since : new Date(0);
    const book = await openBookInHand(ctx, "access-log");
    const [openings, counts, doubts, living, named] = await Promise.all([
      listOpenings(book, { since: from, before, most: PAGE, by }),
      countOpenings(book, since),
      listDoubts(book),
      listLivingDeskOpenings(book, ctx.now),
      listsThatName(book),
    ]);
    const { facilityName } = await facilityWords(named.length > 0 ? await facilityNames(ctx.app) : new Map());
    const people = openings.filter((opening) => opening.actorKind !== "system");
    const ids = [...new Set(people.flatMap(({ basis }) => deskOpeningOf(basis) ?? []))];
    const behind = { ...(await deskOpeningsOf(book, ids)), doubts };
    const last = openings.at(-1);
    return (
      <BookPage back={{ href: "/me", label: me("title") }} tab="none">
        <PageTitle>{ctx.inHand.as === "own" ? t("title") : t("titleOf", { name: ownerName })}</PageTitle>
        <p className="pb-2">{t("lead", counts)}</p>
        <JumpLinks
          label={words("log.filter")}
          links={filters
            .filter((one) => one !== by)
            .map((one) => ({ href: addressOf(one), label: words(`log.${one}`) }))}
        />
        {people.length === 0 ? <p>{by === "all" ? t("none") : words("log.noneFiltered")}</p> : null}
        {byDay(groupOpenings(people)).map((groups) => {
          const [first] = groups;
          return first ? (
            <Section key={first.logId} title={weekday(first.until, locale)}>
              <Entries groups={groups} behind={behind} reader={ctx.actor.id} />
            </Section>
          ) : null;
        })}
        {openings.length === PAGE && last ? (
          <LinkLine href={addressOf(by, last.logId)} label={t("older")} />
        ) : null}
        {before === undefined ? null : <LinkLine href={addressOf(by)} label={t("newest")} />}
        {named.length > 0 && before === undefined ? (
          <NamedLists lists={named} facilityName={facilityName} />
        ) : null}
        {counts.systems > 0 ? (
          <Section title={t("systems", { count: counts.systems })}>
            <p>{t("systemsText")}</p>
          </Section>
        ) : null}
        {doubts.length > 0 ? (
          <Section title={words("log.cases")}>
            <ul>
              {doubts.slice(0, 10).map((one) => (
                <EntryRow
                  key={one.doubtId}
                  title={words("log.caseRow")}
                  href={`/consent/access-log/doubts/${one.doubtId}` as Route}
                >
                  {one.answeredAt
                    ? words("log.caseDone")
                    : words("log.caseOpen", { until: calendarDay(one.answerBy) })}
                </EntryRow>
              ))}
            </ul>
          </Section>
        ) : null}
        <Section title={words("log.decide")}>
          <ContentsList
            rows={[
              {
                icon: "allowed",
                noun: words("log.decideCode"),
                href: "/consent/open-code",
                fact: words("log.decideFact", { count: living.length }),
              },
            ]}
          />
        </Section>
        <p className="mt-8 border-rule border-t pt-3 text-ink-2 text-second">{t("kept")}</p>
      </BookPage>
    );
  },
  "representative",
);
