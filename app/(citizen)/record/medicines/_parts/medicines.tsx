import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, day, moment } from "#components/copy/format.ts";
import { substanceAddress, visitAddress } from "#components/record/address.ts";
import { encounterTitle } from "#components/record/encounter-row.tsx";
import { MedicineLine } from "#components/record/medicine-line.tsx";
import { wordsOfMedicine } from "#components/record/medicine-lines.tsx";
import { NothingToShow, NotInThisList } from "#components/record/unshown.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { FoldingList } from "#components/ui/folding-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import type { MedicineLine as Line } from "#lib/record/index.ts";
import { gathered } from "#lib/record/rules.ts";
import { Aloud } from "../../../../_entry/aloud.tsx";
import { cursorText } from "../../../../_entry/cursor.ts";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { MOST_OPEN, type medicinesOf } from "./read-medicines.ts";

type Props = Awaited<ReturnType<typeof medicinesOf>> & { name: string };
type Facility = (code: string) => string;

/** Medicines whose days still run, each with until when, as its paper says. */
async function Running({ running, facilityName }: { running: Props["running"]; facilityName: Facility }) {
  const t = await getTranslations("medicines");
  const record = await getTranslations("record");
  return (
    <Section title={t("now")}>
      <p className="text-ink-2 text-second">{running.length > 0 ? t("nowText") : t("nowNone")}</p>
      <FoldingList
        most={MOST_OPEN}
        more={(count) => record("moreLines", { count })}
        rows={running.map(({ line, lastDay }) => (
          <MedicineLine key={`${line.encounterId} ${line.line}`} line={line} toVisit>
            <p className="text-ink">{t("until", { day: calendarDay(lastDay) })}</p>
            <p>
              {t("from", {
                facility: facilityName(line.facilityCode),
                day: day(line.orderedAt ?? line.arrivedAt),
              })}
            </p>
          </MedicineLine>
        ))}
      />
    </Section>
  );
}

/** The medicines of one visit. */
async function OfVisit({ lines, facilityName }: { lines: readonly Line[]; facilityName: Facility }) {
  const t = await getTranslations("medicines");
  const record = await getTranslations("record");
  const results = await getTranslations("results");
  const locale = await getLocale();
  const [first] = lines;
  if (!first) return null;
  const title = await encounterTitle(first);
  return (
    <Section title={title} level={3}>
      <FoldingList
        most={5}
        more={(count) => record("moreLines", { count })}
        rows={gathered(lines, wordsOfMedicine, (one) => one.orderedAt).map(({ line, times, from, to }) => (
          <MedicineLine key={line.line} line={line}>
            {times > 1 && from && to ? (
              <p>{t("repeated", { count: times, from: day(from), to: day(to) })}</p>
            ) : null}
          </MedicineLine>
        ))}
      />
      <p className="pt-1">
        <a href={visitAddress(first.encounterId)} className="inline-flex min-h-target items-center">
          {results("visit")}
          <span className="sr-only">: {title}</span>
        </a>
      </p>
      <SourceLine>
        {t("source", { facility: facilityName(first.facilityCode), when: moment(first.receivedAt, locale) })}
      </SourceLine>
    </Section>
  );
}

/** The medicines of a book: what still runs, then all of them, by medicine or by visit. */
export async function Medicines({
  running,
  substances,
  visits,
  more,
  page,
  last,
  names,
  name,
  unshown,
}: Props) {
  const t = await getTranslations("medicines");
  const record = await getTranslations("record");
  const { facilityName } = await facilityWords(names);
  const empty = substances.length === 0 && visits.length === 0 && page === 1;
  const byVisit = visits.length > 0;
  const next = last
    ? `/record/medicines?by=visit&after=${cursorText(last)}`
    : `/record/medicines?page=${page + 1}`;
  return (
    <BookPage back={{ href: "/record", label: record("listTitle") }} tab="none">
      <PageTitle aloud={<Aloud />} below={empty ? undefined : t("lead")}>
        {t("title")}
      </PageTitle>
      {empty ? (
        <NothingToShow
          unshown={unshown}
          name={name}
          title={t("emptyTitle", { name })}
          when={t("emptyWhen")}
        />
      ) : (
        <>
          {page === 1 ? <Running running={running} facilityName={facilityName} /> : null}
          <Section title={t("past")}>
            <LinkLine
              href={byVisit ? "/record/medicines" : "/record/medicines?by=visit"}
              label={byVisit ? t("bySubstance") : t("byVisit")}
            />
            {byVisit ? (
              <div className="pt-3">
                {visits.map((lines) => (
                  <OfVisit key={lines[0]?.encounterId} lines={lines} facilityName={facilityName} />
                ))}
              </div>
            ) : (
              <ul>
                {substances.map((one) => (
                  <EntryRow
                    key={one.substance}
                    title={[one.name, one.strength].filter(Boolean).join(" ")}
                    href={substanceAddress(one.substance)}
                  >
                    {t("lastTime", { day: day(one.at), facility: facilityName(one.facilityCode) })}
                  </EntryRow>
                ))}
              </ul>
            )}
          </Section>
          {page > 1 ? <LinkLine href="/record/medicines" label={t("newest")} /> : null}
          {more ? <LinkLine href={next as Route} label={t("more")} /> : null}
          <NotInThisList unshown={unshown} />
          <SourceLine>{t("sourceAll")}</SourceLine>
        </>
      )}
    </BookPage>
  );
}
