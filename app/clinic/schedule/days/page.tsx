import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { weekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonPair } from "#components/ui/button-pair.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { clockOf, enteredSchedule } from "#lib/booking/index.ts";
import { listDepartments } from "#lib/facility/index.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { Said } from "../_parts/said.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.days"))("title") };
}

/** Ngày nghỉ và giờ khám thêm: the days that are not as their week says. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule/days",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule");
    const locale = await getLocale();
    const facilityCode = session.facilityCode ?? "";
    const [{ rooms }, { exceptions }] = await Promise.all([
      listDepartments(ctx, facilityCode),
      enteredSchedule(ctx, facilityCode, ctx.today),
    ]);
    const roomName = (id: string | null) =>
      rooms.find(({ roomId }) => roomId === id)?.name ?? t("field.roomAll");
    const rows = [...exceptions].sort((a, b) => a.day.localeCompare(b.day) || a.fromMinute - b.fromMinute);
    return (
      <DeskFrame {...frame} title={t("days.title")} below={t("days.lead")}>
        <Said search={search} />
        <p className="max-w-[65ch] pb-6">{t("days.holidays")}</p>
        <div className="max-w-column pb-6">
          <ButtonPair>
            <Button href="/clinic/schedule/days/close">{t("days.close")}</Button>
            <Button kind="second" href="/clinic/schedule/days/extra">
              {t("days.extra")}
            </Button>
          </ButtonPair>
        </div>
        <Section title={t("days.title")}>
          <DataTable
            caption={t("days.title")}
            columns={[
              { head: t("column.day") },
              { head: t("column.room") },
              { head: t("column.hours") },
              { head: t("column.why") },
              { head: t("column.act") },
            ]}
            rows={rows.map((one) => ({
              key: one.exceptionId,
              cells: [
                weekday(new Date(`${one.day}T05:00:00Z`), locale),
                roomName(one.roomId),
                <span key="hours">
                  {t(one.kind === "closed" ? "days.closed" : "days.open")},{" "}
                  {one.fromMinute === 0 && one.untilMinute === 1440
                    ? t("days.wholeDay")
                    : t("sitting", { from: clockOf(one.fromMinute), until: clockOf(one.untilMinute) })}
                </span>,
                one.reason,
                <a
                  key="withdraw"
                  className="inline-flex min-h-target min-w-target items-center"
                  href={`/clinic/schedule/check?what=withdraw&exceptionId=${one.exceptionId}` as Route}
                >
                  {t("days.withdraw")}
                  <span className="sr-only">: {weekday(new Date(`${one.day}T05:00:00Z`), locale)}</span>
                </a>,
              ],
            }))}
            empty={t("days.none")}
          />
        </Section>
        <LinkLine href="/clinic/schedule" label={t("back")} />
      </DeskFrame>
    );
  },
);
