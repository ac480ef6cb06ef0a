import { getTranslations } from "next-intl/server";
import { ClosedVisitsSection } from "#components/record/closed-visits.tsx";
import { EncounterRow } from "#components/record/encounter-row.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { openBook } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { dayOf } from "#lib/platform/clock.ts";
import {
  type EncounterSummary,
  listClosedEncounters,
  listEncounters,
  sizeOfRecord,
} from "#lib/record/index.ts";
import { citizenPage } from "../../_entry/page.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { facilityWords } from "../../_entry/words.ts";

const PAGE = 50;

export async function generateMetadata() {
  return { title: (await getTranslations("record"))("listTitle") };
}

function byYear(encounters: readonly EncounterSummary[]): [string, EncounterSummary[]][] {
  const years = new Map<string, EncounterSummary[]>();
  for (const encounter of encounters) {
    const year = dayOf(encounter.arrivedAt).slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), encounter]);
  }
  return [...years];
}

/** Lần khám: every visit of the book, latest first, by year. */
export default citizenPage(
  () => "/record",
  async ({ ctx, session, search }) => {
    const t = await getTranslations("record");
    const common = await getTranslations("common");
    const page = Math.min(Math.max(Number.parseInt(search.page ?? "1", 10) || 1, 1), 1000);
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "encounters");
    const [encounters, size, closed, names] = await Promise.all([
      listEncounters(book, { most: PAGE, skip: (page - 1) * PAGE }),
      sizeOfRecord(book),
      listClosedEncounters(book),
      facilityNames(ctx.app),
    ]);
    const { facilityName } = await facilityWords(names);
    return (
      <BookPage back={{ href: "/", label: common("home") }} tab="none">
        <PageTitle below={size.encounters > 0 ? t("listLead", { count: size.encounters }) : undefined}>
          {t("listTitle")}
        </PageTitle>
        {byYear(encounters).map(([year, visits]) => (
          <Section key={year} title={year}>
            <ul>
              {visits.map((visit) => (
                <EncounterRow
                  key={visit.encounterId}
                  encounter={visit}
                  facility={facilityName(visit.facilityCode)}
                />
              ))}
            </ul>
          </Section>
        ))}
        {encounters.length === 0 && closed.length === 0 ? (
          <EmptyState title={t("emptyTitle", { name: displayName(session.name) })} when={t("emptyWhen")} />
        ) : null}
        {page > 1 ? <LinkLine href={`/record?page=${page - 1}`} label={t("newer")} /> : null}
        {size.encounters > page * PAGE ? (
          <LinkLine href={`/record?page=${page + 1}`} label={t("older")} />
        ) : null}
        <ClosedVisitsSection closed={closed} nameOf={facilityName} />
      </BookPage>
    );
  },
);
