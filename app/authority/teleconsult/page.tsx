import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment, quantity } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Field } from "#components/ui/field.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { monthOf, nextMonth } from "#lib/payment/rules.ts";
import {
  adultShare,
  figuresDesk,
  listReports,
  type MonthFigures,
  monthFigures,
  type OpenReport,
} from "#lib/teleconsult/index.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";
import { answer } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsultDesk.authority"))("title") };
}

const spoken = (month: string) => month.split("-").reverse().join("/");

/** Minutes as people say them. */
async function spanWords() {
  const t = await getTranslations("teleconsultDesk.authority");
  return (minutes: number | null) => {
    if (minutes === null) return "–";
    return minutes < 120
      ? t("minutes", { count: minutes })
      : t("hours", { count: quantity(Math.round(minutes / 6) / 10) });
  };
}

async function Month({
  rows,
  month,
  facilityName,
}: {
  rows: readonly MonthFigures[];
  month: string;
  facilityName: (code: string) => string;
}) {
  const t = await getTranslations("teleconsultDesk.authority");
  const span = await spanWords();
  const heads = ["facility", "cases", "answered", "wait", "late", "outcome"] as const;
  return (
    <DataTable
      caption={t("month", { month: spoken(month) })}
      columns={heads.map((head) => ({
        head: t(`columns.${head}`),
        number: head === "cases" || head === "answered" || head === "late",
      }))}
      rows={rows.map((row) => ({
        key: row.facilityCode,
        cells: [
          facilityName(row.facilityCode),
          String(row.cases),
          String(row.answered),
          t("waits", { claim: span(row.claimMinutes), answer: span(row.answerMinutes) }),
          String(row.late),
          [
            t("ends", {
              visits: row.visits,
              emergencies: row.emergencies,
              refused: row.refused,
              referred: row.referred,
            }),
            row.judged > 0 ? t("helped", { helpful: row.helpful, judged: row.judged }) : "",
          ]
            .filter(Boolean)
            .join(" "),
        ],
      }))}
      empty={t("none")}
    />
  );
}

async function Reports({
  reports,
  facilityName,
}: {
  reports: readonly OpenReport[];
  facilityName: (code: string) => string;
}) {
  const t = await getTranslations("teleconsultDesk.authority");
  const locale = await getLocale();
  return (
    <Section title={t("reports")} aside={String(reports.length)}>
      {reports.length === 0 ? <p>{t("reportsNone")}</p> : null}
      <ul className="max-w-column">
        {reports.map((one) => (
          <EntryRow
            key={one.caseId}
            title={t("report", { code: one.code, facility: facilityName(one.facilityCode) })}
            foot={
              <form action={answer} className="grid gap-3 pt-2">
                <input type="hidden" name="caseId" value={one.caseId} />
                <Field
                  label={t("answer")}
                  name="answer"
                  id={`answer-${one.caseId}`}
                  lines={3}
                  maxLength={2000}
                  required
                />
                <Button kind="second">
                  {t("send")}
                  <span className="sr-only">: {one.code}</span>
                </Button>
              </form>
            }
          >
            <p className="whitespace-pre-line text-ink wrap-anywhere">{one.words}</p>
            <p>{t("reportWhen", { at: moment(one.at, locale), until: calendarDay(one.answerBy) })}</p>
          </EntryRow>
        ))}
      </ul>
    </Section>
  );
}

/** Quản lý tư vấn từ xa: who uses it, how long people wait, what it comes to, by facility and month; and what people report. */
export default deskPage(
  "authority",
  () => "/authority/teleconsult",
  async ({ ctx, search, frame, facilityName }) => {
    const t = await getTranslations("teleconsultDesk.authority");
    const month = monthOf(search.month, ctx.today);
    const desk = await figuresDesk(ctx);
    const [rows, share, reports] = await Promise.all([
      monthFigures(desk, month),
      adultShare(desk, ctx.today),
      listReports(desk),
    ]);
    const sum = (of: "cases" | "answered" | "waiting" | "late") =>
      String(rows.reduce((all, row) => all + row[of], 0));
    const percent =
      share.adults > 0 ? `${quantity(Math.round((share.users / share.adults) * 1000) / 10)}\u00a0%` : "–";
    const at = (other: string) => `/authority/teleconsult?month=${other}` as Route;
    const file = (as: string) => `/authority/teleconsult/export?month=${month}&as=${as}` as Route;
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead")}>
        {search.said || search.fault ? (
          <div role="status" className="max-w-column pb-6">
            <Callout
              kind={search.said ? "note" : "warn"}
              level={2}
              title={t(search.said ? "saved" : "failed")}
            />
          </div>
        ) : null}
        <div className="max-w-column">
          <LeaderList
            facts={[
              {
                noun: t("users"),
                fact: t("usersOf", { users: share.users, adults: share.adults, percent }),
                strong: true,
              },
              { noun: t("columns.cases"), fact: sum("cases") },
              { noun: t("columns.answered"), fact: sum("answered") },
              { noun: t("waiting"), fact: sum("waiting") },
              { noun: t("columns.late"), fact: sum("late") },
            ]}
          />
        </div>
        <Section title={t("month", { month: spoken(month) })}>
          <Month rows={rows} month={month} facilityName={facilityName} />
          <p className="pt-3 text-ink-2 text-second">{t("note")}</p>
          <div className="flex flex-wrap gap-x-6">
            <LinkLine
              href={at(nextMonth(month, -1))}
              label={t("before", { month: spoken(nextMonth(month, -1)) })}
            />
            {month < ctx.today.slice(0, 7) ? (
              <LinkLine
                href={at(nextMonth(month, 1))}
                label={t("after", { month: spoken(nextMonth(month, 1)) })}
              />
            ) : null}
            <LinkLine href={file("csv")} label={t("csv")} />
            <LinkLine href={file("xlsx")} label={t("xlsx")} />
          </div>
        </Section>
        <Reports reports={reports} facilityName={facilityName} />
        <Section title={t("more")}>
          <LinkLine href="/authority/teleconsult/list" label={t("list")} />
        </Section>
      </DeskFrame>
    );
  },
);
