import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { clockOf, enteredSchedule, type PlanInputs } from "#lib/booking/index.ts";
import { listDepartments } from "#lib/facility/index.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { DepartmentLinks } from "../_parts/department-links.tsx";
import { Said } from "../_parts/said.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.hours"))("title") };
}

const inOrder = (a: PlanInputs["templates"][number], b: PlanInputs["templates"][number]) =>
  a.weekday - b.weekday || a.fromMinute - b.fromMinute || a.validFrom.localeCompare(b.validFrom);

/** Giờ khám trong tuần: the sessions of every room, each with its way to change it. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule/hours",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule");
    const facilityCode = session.facilityCode ?? "";
    const [{ departments, rooms, practitioners }, { templates }] = await Promise.all([
      listDepartments(ctx, facilityCode),
      enteredSchedule(ctx, facilityCode, ctx.today),
    ]);
    const unit = departments.find(({ departmentId }) => departmentId === search.department) ?? departments[0];
    const nameOf = (id: string | null) => practitioners.find((one) => one.practitionerId === id)?.name;
    return (
      <DeskFrame {...frame} title={t("hours.title")} below={t("hours.lead")}>
        <Said search={search} />
        {unit ? (
          <DepartmentLinks
            departments={departments}
            chosen={unit.departmentId}
            at={(id) => `/clinic/schedule/hours?department=${id}` as Route}
          />
        ) : null}
        {rooms
          .filter(({ departmentId }) => departmentId === unit?.departmentId)
          .map((room) => (
            <Section key={room.roomId} title={room.name} aside={room.place ?? undefined}>
              <DataTable
                caption={`${unit?.name}, ${room.name}`}
                columns={[{ head: t("column.hours") }, { head: t("column.each") }, { head: t("column.act") }]}
                rows={templates
                  .filter(({ roomId }) => roomId === room.roomId)
                  .sort(inOrder)
                  .map((one) => ({
                    key: one.templateId,
                    cells: [
                      <span key="hours">
                        <span className="block font-semibold">{t(`weekday.${one.weekday as 1}`)}</span>
                        {t("sitting", { from: clockOf(one.fromMinute), until: clockOf(one.untilMinute) })}
                        <span className="block text-ink-2 text-second">{nameOf(one.practitionerId)}</span>
                      </span>,
                      <span key="each">
                        {t("hours.each", { minutes: one.slotMinutes, capacity: one.capacity })}
                        {one.reserve > 0 ? (
                          <span className="block text-ink-2 text-second">
                            {t("hours.reserve", { count: one.reserve })}
                          </span>
                        ) : null}
                        <span className="block text-ink-2 text-second">
                          {one.validUntil
                            ? t("hours.until", {
                                from: calendarDay(one.validFrom),
                                until: calendarDay(one.validUntil),
                              })
                            : t("hours.from", { day: calendarDay(one.validFrom) })}
                        </span>
                      </span>,
                      <a
                        key="change"
                        className="inline-flex min-h-target items-center"
                        href={`/clinic/schedule/hours/${one.templateId}` as Route}
                      >
                        {t("hours.edit")}
                        <span className="sr-only">
                          : {t(`weekday.${one.weekday as 1}`)} {clockOf(one.fromMinute)}
                        </span>
                      </a>,
                    ],
                  }))}
                empty={t("hours.none")}
              />
              <LinkLine
                href={`/clinic/schedule/hours/new?roomId=${room.roomId}` as Route}
                label={t("hours.addFor", { room: room.name })}
              />
            </Section>
          ))}
        {rooms.length === 0 ? <p>{t("noDepartmentsText")}</p> : null}
        <LinkLine href="/clinic/schedule" label={t("back")} />
      </DeskFrame>
    );
  },
);
