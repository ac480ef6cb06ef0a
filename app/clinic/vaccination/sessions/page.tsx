import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarWeekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { listVaccinationSessions, type VaccinationSession, vaccinationDesk } from "#lib/vaccination/index.ts";
import { clockText } from "#lib/vaccination/rules.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { StationParts } from "../_parts/parts.tsx";
import { Said } from "../_parts/said.tsx";
import { stationPage } from "../_parts/station-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("station.sessions"))("title") };
}

async function Sessions({
  caption,
  sessions,
  empty,
  today,
}: {
  caption: string;
  sessions: readonly VaccinationSession[];
  empty: string;
  today: string;
}) {
  const t = await getTranslations("station.sessions");
  const locale = await getLocale();
  return (
    <DataTable
      caption={caption}
      columns={[
        { head: t("day") },
        { head: t("hours"), tight: true },
        { head: t("place") },
        { head: t("standing") },
      ]}
      rows={sessions.map((one) => ({
        key: one.sessionId,
        cells: [
          <a
            key="day"
            href={`/clinic/vaccination/sessions/${one.sessionId}` as Route}
            className="inline-flex min-h-target items-center"
          >
            {calendarWeekday(one.day, locale)}
          </a>,
          t("sitting", { from: clockText(one.fromMinute), until: clockText(one.untilMinute) }),
          <span key="place" className="wrap-anywhere">
            {one.place}
          </span>,
          one.cancelledAt ? (
            <Tag key="standing" line="thin">
              {t("cancelled")}
            </Tag>
          ) : one.day === today ? (
            <Tag key="standing" line="amber">
              {t("today")}
            </Tag>
          ) : (
            t(one.day < today ? "closed" : "planned")
          ),
        ],
      }))}
      empty={empty}
    />
  );
}

/** Buổi tiêm: those to come and those that are over. */
export default stationPage(
  () => "/clinic/vaccination/sessions",
  async ({ ctx, frame, search }) => {
    const t = await getTranslations("station.sessions");
    const desk = await vaccinationDesk(ctx);
    const [coming, over] = await Promise.all([
      listVaccinationSessions(desk, ctx.today, "coming"),
      listVaccinationSessions(desk, ctx.today, "over"),
    ]);
    return (
      <DeskFrame
        {...frame}
        title={t("title")}
        below={frame.place}
        act={<Button href="/clinic/vaccination/sessions/new">{t("plan")}</Button>}
      >
        <StationParts here="sessions" />
        <Said search={search} field="sessions" />
        <Section title={t("coming")} id="sessions">
          <Sessions caption={t("coming")} sessions={coming} empty={t("comingNone")} today={ctx.today} />
        </Section>
        <Section title={t("over")}>
          <Sessions caption={t("over")} sessions={over} empty={t("overNone")} today={ctx.today} />
        </Section>
      </DeskFrame>
    );
  },
);
