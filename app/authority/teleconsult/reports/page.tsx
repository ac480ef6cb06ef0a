import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { listReports, type ReportLine } from "#lib/teleconsult/index.ts";
import { pageNumber } from "../../../_entry/cursor.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { spelled } from "../_parts/spelled.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsultOversight.report"))("title") };
}

const PAGE = 50;

/** Phản ánh về tư vấn từ xa: those that wait, by their day; or those that were answered. Nobody is named here. */
export default deskPage(
  "authority",
  () => "/authority/teleconsult/reports",
  async ({ ctx, search, frame, facilityName }) => {
    const t = await getTranslations("teleconsultOversight");
    const locale = await getLocale();
    const open = search.kind !== "over";
    const page = pageNumber(search.page);
    const desk = await openDesk(ctx, "follow-teleconsults", "teleconsult-reports");
    const found = await listReports(desk, { open, most: PAGE + 1, skip: (page - 1) * PAGE });
    const here = (more: string) => `/authority/teleconsult/reports${more}` as Route;
    const kind = open ? "" : "kind=over&";
    const due = ({ answerBy }: ReportLine) => (
      <span>
        {calendarDay(answerBy)}
        {answerBy < ctx.today ? (
          <span className="block">
            <Tag line="amber">{t("report.late")}</Tag>
          </span>
        ) : null}
      </span>
    );
    return (
      <DeskFrame {...frame} title={t("report.title")} below={t("report.lead")}>
        <LinkLine href="/authority/teleconsult" label={t("back")} />
        <Section title={open ? t("report.open") : t("report.over")}>
          <DataTable
            caption={open ? t("report.open") : t("report.over")}
            columns={[
              { head: t("report.code"), tight: true },
              { head: t("report.facility") },
              { head: t("report.at") },
              ...(open
                ? [{ head: t("report.due") }]
                : [{ head: t("report.answeredAt") }, { head: t("report.officer") }]),
            ]}
            rows={found.slice(0, PAGE).map((one) => ({
              key: one.caseId,
              cells: [
                <a key="code" href={here(`/${one.caseId}`)} className="inline-block py-1">
                  {spelled(one.code)}
                </a>,
                facilityName(one.facilityCode),
                moment(one.at, locale),
                ...(open
                  ? [due(one)]
                  : [one.answeredAt ? moment(one.answeredAt, locale) : "–", one.officerName ?? "–"]),
              ],
            }))}
            empty={open ? t("report.openNone") : t("report.overNone")}
          />
          <div className="flex flex-wrap gap-x-6">
            {page > 1 ? <LinkLine href={here(open ? "" : "?kind=over")} label={t("report.newest")} /> : null}
            {found.length > PAGE ? (
              <LinkLine href={here(`?${kind}page=${page + 1}`)} label={t("report.older")} />
            ) : null}
          </div>
        </Section>
        <LinkLine
          href={here(open ? "?kind=over" : "")}
          label={open ? t("report.toOver") : t("report.toOpen")}
        />
      </DeskFrame>
    );
  },
);
