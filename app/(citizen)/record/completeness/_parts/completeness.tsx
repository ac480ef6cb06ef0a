import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { NotInThisList, type Unshown } from "#components/record/unshown.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { type Completeness, MOST_COUNTED } from "#lib/record/index.ts";
import { MOST_USUAL_DAYS } from "#lib/record/rules.ts";
import type { Params } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { MissingSection } from "./missing.tsx";
import { ReportForm } from "./report-form.tsx";
import { ReportsSection } from "./reports.tsx";

const ends = ["reported", "withdrawn"] as const;

type Props = Omit<Completeness, "hasClosed"> & {
  names: ReadonlyMap<string, string>;
  unshown: Unshown;
  /** Whose book it is. */
  name: string;
  search: Params;
};

/** What is missing, who sent what and how fast, and what the person says is missing. */
export async function CompletenessPage({ senders, missing, reports, names, unshown, name, search }: Props) {
  const t = await getTranslations("completeness");
  const common = await getTranslations("common");
  const privateVisits = await getTranslations("privateVisits");
  const locale = await getLocale();
  const { facilityName } = await facilityWords(names);
  const usualDays = new Map(senders.map((one) => [one.facilityCode, one.usualDays]));
  const usualOf = (days: number | null) => {
    if (days === null) return t("usualUnknown");
    return days > MOST_USUAL_DAYS ? t("usualLong") : t("usual", { days });
  };
  return (
    <BookPage back={{ href: "/", label: common("home") }} tab="none">
      <PageTitle below={t("lead")}>{t("title")}</PageTitle>
      {reports.length > 0 ? (
        <ReportsSection reports={reports} done={ends.find((one) => one === search.done)} />
      ) : null}
      {senders.length > 0 ? (
        <MissingSection missing={missing} usualDays={usualDays} facilityName={facilityName} />
      ) : null}
      <Section title={t("senders")}>
        {senders.length === 0 ? <p>{t(`sendersNone.${unshown}`, { name })}</p> : null}
        <ul>
          {senders.map((one) => (
            <EntryRow key={one.facilityCode} title={facilityName(one.facilityCode)}>
              <p>
                {one.visits > MOST_COUNTED
                  ? t("sentMany", { count: MOST_COUNTED, day: calendarDay(one.lastVisitOn) })
                  : t("sent", { count: one.visits, day: calendarDay(one.lastVisitOn) })}
              </p>
              <p>{t("received", { when: moment(one.lastReceivedAt, locale) })}</p>
              <p>{usualOf(one.usualDays)}</p>
              {one.silentMonths.length > 0 ? (
                <p className="pt-1 text-ink">
                  {t("silent", {
                    count: one.silentMonths.length,
                    months: one.silentMonths.map(calendarDay).join(", "),
                  })}
                </p>
              ) : null}
            </EntryRow>
          ))}
        </ul>
        {senders.length > 0 ? <NotInThisList unshown={unshown} /> : null}
        {senders.length === 0 && unshown === "closed" ? (
          <LinkLine href="/record/private" label={privateVisits("nothing.open")} />
        ) : null}
        <div className="pt-4">
          <Callout kind="note" title={t("insured.title")}>
            <p>{t("insured.text")}</p>
          </Callout>
        </div>
      </Section>
      <ReportForm search={search} />
    </BookPage>
  );
}
