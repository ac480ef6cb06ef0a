import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, day, moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DateField } from "#components/ui/date-field.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Field } from "#components/ui/field.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { listReportedVisits, listSenders } from "#lib/record/index.ts";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { facilityWords } from "../../../_entry/words.ts";
import { report, withdraw } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("completeness"))("title") };
}

const faults = ["visit-day", "place", "failed"] as const;

/** Sổ đã đủ chưa? Who sent what and how fast, and what the person says is missing. */
export default citizenPage(
  () => "/record/completeness",
  async ({ ctx, search }) => {
    const t = await getTranslations("completeness");
    const common = await getTranslations("common");
    const locale = await getLocale();
    const book = await openBookInHand(ctx, "completeness");
    const [senders, said, names] = await Promise.all([
      listSenders(book),
      listReportedVisits(book),
      facilityNames(ctx.app),
    ]);
    const { facilityName } = await facilityWords(names);
    const fault = faults.find((one) => one === search.fault);
    return (
      <BookPage back={{ href: "/", label: common("home") }} tab="none">
        <PageTitle below={t("lead")}>{t("title")}</PageTitle>
        <Callout kind="note" level={2} title={t("insured.title")}>
          <p>{t("insured.text")}</p>
        </Callout>
        <Section title={t("senders")}>
          {senders.length === 0 ? <p>{t("sendersNone")}</p> : null}
          <ul>
            {senders.map((one) => (
              <EntryRow key={one.facilityCode} title={facilityName(one.facilityCode)}>
                <p>{t("sent", { count: one.visits, day: calendarDay(one.lastVisitOn) })}</p>
                <p>{t("received", { when: moment(one.lastReceivedAt, locale) })}</p>
                <p>{one.usualDays === null ? t("usualUnknown") : t("usual", { days: one.usualDays })}</p>
              </EntryRow>
            ))}
          </ul>
        </Section>
        {said.length > 0 ? (
          <Section title={t("said")} id="said">
            {search.done === "reported" || search.done === "withdrawn" ? (
              <p role="status" className="pb-2">
                {t(`done.${search.done}`)}
              </p>
            ) : null}
            <ul>
              {said.map((one) => (
                <EntryRow
                  key={one.reportId}
                  title={one.place}
                  tag={
                    one.withdrawnAt ? (
                      <Tag line="thin">{t("withdrawn")}</Tag>
                    ) : (
                      <Tag line="dashed">{t("waiting")}</Tag>
                    )
                  }
                >
                  <p>{t("saidOn", { visited: calendarDay(one.visitedOn), day: day(one.reportedAt) })}</p>
                  {one.withdrawnAt ? null : (
                    <form action={withdraw}>
                      <BookField />
                      <input type="hidden" name="reportId" value={one.reportId} />
                      <Button kind="plain">
                        {t("withdraw")}
                        <span className="sr-only">: {one.place}</span>
                      </Button>
                    </form>
                  )}
                </EntryRow>
              ))}
            </ul>
          </Section>
        ) : null}
        <Section title={t("missing")} id="report">
          <p className="pb-4">{t("missingText")}</p>
          {fault === "failed" ? (
            <div className="pb-4" role="alert">
              <Callout kind="warn" title={t("faults.failed")} />
            </div>
          ) : null}
          <form action={report}>
            <BookField />
            <input type="hidden" name="reportId" value={crypto.randomUUID()} />
            <Stack loose>
              <Field
                label={t("place")}
                name="place"
                hint={t("placeHint")}
                maxLength={200}
                error={fault === "place" ? t("faults.place") : undefined}
                autoComplete="off"
              />
              <DateField
                legend={t("when")}
                name="visited"
                hint={t("whenHint")}
                words={{ day: t("dayWord"), month: t("monthWord"), year: t("yearWord") }}
                error={fault === "visit-day" ? t("faults.visit-day") : undefined}
              />
              <Button>{t("report")}</Button>
            </Stack>
          </form>
          <p className="pt-4 text-ink-2 text-second">{t("afterwards")}</p>
        </Section>
      </BookPage>
    );
  },
  "record",
);
