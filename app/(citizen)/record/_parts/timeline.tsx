import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { ClosedVisitsSection } from "#components/record/closed-visits.tsx";
import { MovedVisits } from "#components/record/moved-visits.tsx";
import { TimelineForm } from "#components/record/timeline-form.tsx";
import { TimelineRow } from "#components/record/timeline-row.tsx";
import { NothingToShow, NotInThisList } from "#components/record/unshown.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { JumpLinks } from "#components/ui/jump-links.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import { nameOfCareKind } from "#lib/catalogue/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import type { EncounterSummary } from "#lib/record/index.ts";
import { BookPage } from "../../../_entry/shell.tsx";
import { facilityWords } from "../../../_entry/words.ts";
import { type Asked, nextAddress, type timelineOf } from "./read-timeline.ts";

/** Above this many visits the search stands open. */
const MANY = 20;

function byYear(visits: readonly EncounterSummary[]): [string, EncounterSummary[]][] {
  const years = new Map<string, EncounterSummary[]>();
  for (const visit of visits) {
    const year = dayOf(visit.arrivedAt).slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), visit]);
  }
  return [...years];
}

type Props = Awaited<ReturnType<typeof timelineOf>> & { asked: Asked; later: boolean; name: string };

/** The visits of a book on the line of time, latest first, by year; searched and narrowed on the server. */
export async function Timeline({
  visits,
  more,
  choices,
  closed,
  moved,
  names,
  unshown,
  asked,
  later,
  name,
}: Props) {
  const t = await getTranslations("record");
  const common = await getTranslations("common");
  const conditions = await getTranslations("conditions");
  const medicines = await getTranslations("medicines");
  const results = await getTranslations("results");
  const documents = await getTranslations("documents");
  const { facilityName } = await facilityWords(names);
  const narrowed = Boolean(asked.find ?? asked.year ?? asked.facility ?? asked.kind);
  const last = visits.at(-1);
  const plainly = (code: string) => ({ value: code, label: code });
  const found = more || later ? t("find.foundMany") : t("find.found", { count: visits.length });
  return (
    <BookPage back={{ href: "/", label: common("home") }} tab="none">
      <PageTitle below={choices.number > 0 ? t("listLead", { count: choices.number }) : undefined}>
        {t("listTitle")}
      </PageTitle>
      {choices.number > 0 ? (
        <JumpLinks
          label={t("alsoLabel")}
          links={[
            { href: "/record/conditions", label: conditions("title") },
            { href: "/record/medicines", label: medicines("title") },
            { href: "/record/results", label: results("title") },
            { href: "/record/documents", label: documents("title") },
          ]}
        />
      ) : null}
      {choices.number > 1 ? (
        <TimelineForm
          open={narrowed || choices.number > MANY}
          chosen={asked}
          years={choices.years.map(plainly)}
          facilities={choices.facilities.map((code) => ({ value: code, label: facilityName(code) }))}
          kinds={choices.kinds.map((code) => ({ value: code, label: nameOfCareKind(code) ?? code }))}
        />
      ) : null}
      {narrowed ? (
        <div className="pb-4">
          {visits.length > 0 ? <p role="status">{found}</p> : null}
          <LinkLine href="/record" label={t("find.clear")} />
        </div>
      ) : null}
      {byYear(visits).map(([year, some]) => (
        <Section key={year} title={year}>
          <ol>
            {some.map((visit) => (
              <TimelineRow
                key={visit.encounterId}
                encounter={visit}
                facility={facilityName(visit.facilityCode)}
                kind={
                  visit.careKind === null || visit.careKind === "01" ? null : nameOfCareKind(visit.careKind)
                }
              />
            ))}
          </ol>
        </Section>
      ))}
      {visits.length === 0 && choices.number === 0 && !narrowed && closed.length === 0 ? (
        <NothingToShow unshown={unshown} name={name} title={t("emptyTitle", { name })} when={t("emptyWhen")}>
          <LinkLine href="/record/completeness" label={t("missing")} />
        </NothingToShow>
      ) : null}
      {visits.length === 0 && (choices.number > 0 || narrowed) ? (
        <EmptyState title={t("find.none")} when={t("find.noneText")} />
      ) : null}
      {later ? <LinkLine href="/record" label={t("newest")} /> : null}
      {more && last ? <LinkLine href={nextAddress(asked, last) as Route} label={t("older")} /> : null}
      {narrowed ? <NotInThisList unshown={unshown} sought /> : null}
      {narrowed || later ? null : <ClosedVisitsSection closed={closed} nameOf={facilityName} />}
      {narrowed || later ? null : <MovedVisits moved={moved} nameOf={facilityName} />}
      {visits.length > 0 ? <SourceLine>{t("sourceAll")}</SourceLine> : null}
    </BookPage>
  );
}
