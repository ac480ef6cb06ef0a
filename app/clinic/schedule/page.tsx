import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, time, weekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { clockOf, listStranded, weekOf } from "#lib/booking/index.ts";
import { addDays, weekdayOf } from "#lib/booking/rules.ts";
import { openDesk } from "#lib/consent/index.ts";
import { listDepartments } from "#lib/facility/index.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";
import { DepartmentLinks } from "./_parts/department-links.tsx";
import { Said } from "./_parts/said.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule"))("title") };
}

const mondayOf = (day: string) => addDays(day, 1 - weekdayOf(day));
/** The Monday of the week that is asked for; this one for what is no day, or too far away. */
function weekIn(asked: string | undefined, today: string): string {
  const near = asked && /^\d{4}-\d{2}-\d{2}$/.test(asked) && !Number.isNaN(Date.parse(asked));
  const monday = mondayOf(near ? asked : today);
  return Math.abs(Date.parse(monday) - Date.parse(today)) < 400 * 86_400_000 ? monday : mondayOf(today);
}

/** Lịch của cơ sở: a week of one department, room by room, and the ways to change it. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule");
    const locale = await getLocale();
    const facilityCode = session.facilityCode ?? "";
    const monday = weekIn(search.week, ctx.today);
    const desk = await openDesk(ctx, "plan-schedule", "schedule");
    const [{ departments, rooms }, { sittings, closures }, stranded] = await Promise.all([
      listDepartments(ctx, facilityCode),
      weekOf(ctx, facilityCode, monday),
      listStranded(desk, facilityCode, ctx.now),
    ]);
    const chosen =
      departments.find(({ departmentId }) => departmentId === search.department) ?? departments[0];
    const own = rooms.filter(({ departmentId }) => departmentId === chosen?.departmentId);
    const days = Array.from({ length: 7 }, (_, place) => addDays(monday, place));
    const at = (week: string, department = chosen?.departmentId) =>
      `/clinic/schedule?week=${week}${department ? `&department=${department}` : ""}` as Route;
    const closedOn = (day: string, roomId: string) =>
      (closures.get(day) ?? []).filter((one) => one.roomId === null || one.roomId === roomId);
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead")}>
        <Said search={search} />
        {stranded.length > 0 ? (
          <div className="pb-6">
            <Callout kind="warn" level={2} title={t("strandedSome", { count: stranded.length })}>
              <p>{t("strandedText")}</p>
              <LinkLine href="/clinic/schedule/stranded" label={t("toStranded")} />
            </Callout>
          </div>
        ) : null}
        {chosen ? (
          <>
            <DepartmentLinks
              departments={departments}
              chosen={chosen.departmentId}
              at={(departmentId) => at(monday, departmentId)}
            />
            <Section
              title={t("week", { from: calendarDay(monday), until: calendarDay(days.at(-1) ?? monday) })}
            >
              <div className="flex flex-wrap gap-x-6">
                <LinkLine href={at(addDays(monday, -7))} label={t("weekBefore")} />
                {monday === mondayOf(ctx.today) ? null : (
                  <LinkLine href={at(mondayOf(ctx.today))} label={t("weekNow")} />
                )}
                <LinkLine href={at(addDays(monday, 7))} label={t("weekAfter")} />
              </div>
            </Section>
            {own.length === 0 ? <p>{t("noRooms")}</p> : null}
            {own.map((room) => (
              <Section key={room.roomId} title={room.name} aside={room.place ?? undefined}>
                <DataTable
                  caption={`${chosen.name}, ${room.name}`}
                  columns={[
                    { head: t("column.day") },
                    { head: t("column.hours") },
                    { head: t("column.places"), number: true },
                  ]}
                  rows={days.map((day) => {
                    const held = sittings.filter((one) => one.roomId === room.roomId && one.day === day);
                    const closed = closedOn(day, room.roomId);
                    return {
                      key: day,
                      selected: day === ctx.today,
                      cells: [
                        weekday(new Date(`${day}T05:00:00Z`), locale),
                        <span key="hours">
                          {held.map((one) => (
                            <span key={one.startsAt.getTime()} className="block">
                              {t("sitting", { from: time(one.startsAt), until: time(one.endsAt) })}
                              <span className="block text-ink-2 text-second">
                                {one.practitionerName
                                  ? t("sittingBy", { times: one.times, name: one.practitionerName })
                                  : t("sittingTimes", { times: one.times })}
                              </span>
                            </span>
                          ))}
                          {held.length === 0 && closed.length === 0 ? (
                            <span className="text-quiet">{t("nothing")}</span>
                          ) : null}
                          {closed.map(({ fromMinute, untilMinute, reason }) => (
                            <span key={`${fromMinute} ${reason}`} className="block text-ink-2">
                              {fromMinute === 0 && untilMinute === 1440
                                ? t("closedAll", { reason })
                                : t("closedHours", {
                                    reason,
                                    from: clockOf(fromMinute),
                                    until: clockOf(untilMinute),
                                  })}
                            </span>
                          ))}
                        </span>,
                        held.length > 0
                          ? t("taken", {
                              taken: held.reduce((sum, one) => sum + one.taken, 0),
                              places: held.reduce((sum, one) => sum + one.places, 0),
                            })
                          : "",
                      ],
                    };
                  })}
                />
                <LinkLine
                  href={`/clinic/schedule/hours/new?roomId=${room.roomId}` as Route}
                  label={t("hours.addFor", { room: room.name })}
                />
              </Section>
            ))}
          </>
        ) : (
          <EmptyState title={t("noDepartments")} when={t("noDepartmentsText")}>
            <div className="max-w-column">
              <Button href="/clinic/schedule/offer/department">{t("offer.addDepartment")}</Button>
            </div>
          </EmptyState>
        )}
        <Section title={t("more")}>
          <LinkLine href="/clinic/schedule/hours" label={t("toHours")} />
          <LinkLine href="/clinic/schedule/days" label={t("toDays")} />
          <LinkLine href="/clinic/schedule/offer" label={t("toOffer")} />
          <LinkLine href="/clinic/schedule/place" label={t("toPlace")} />
          <LinkLine href="/clinic/schedule/terms" label={t("toTerms")} />
        </Section>
      </DeskFrame>
    );
  },
);
