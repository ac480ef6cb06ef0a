import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { time, weekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { listStranded } from "#lib/booking/index.ts";
import { openDesk } from "#lib/consent/index.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { Said } from "../_parts/said.tsx";
import { move, moveAll } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.stranded"))("title") };
}

/** Người cần chuyển giờ: whose time the facility gave up, with the nearest that is free. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule/stranded",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule");
    const locale = await getLocale();
    const facilityCode = session.facilityCode ?? "";
    const desk = await openDesk(ctx, "plan-schedule", "schedule");
    const people = await listStranded(desk, facilityCode, ctx.now);
    const when = (at: Date) => `${time(at)}, ${weekday(at, locale)}`;
    return (
      <DeskFrame {...frame} title={t("stranded.title")} below={t("stranded.lead")}>
        <Said search={search} />
        {people.length === 0 ? (
          <EmptyState title={t("stranded.none")} when={t("stranded.noneText")} />
        ) : (
          <>
            {people.some(({ nearest }) => nearest) ? (
              <form action={moveAll} className="max-w-column pb-6">
                <input type="hidden" name="facilityCode" value={facilityCode} />
                <Button>{t("stranded.all")}</Button>
              </form>
            ) : null}
            <DataTable
              caption={t("stranded.title")}
              columns={[
                { head: t("column.person") },
                { head: t("column.was") },
                { head: t("column.next") },
                { head: t("column.act") },
              ]}
              rows={people.map((one) => ({
                key: one.appointmentId,
                cells: [
                  <span key="who">
                    {one.name}
                    <span className="block text-ink-2 text-second">
                      {one.roomName}, {t("check.number", { number: one.number })}
                    </span>
                  </span>,
                  when(one.startsAt),
                  one.nearest ? (
                    <span key="next">
                      {when(one.nearest.startsAt)}
                      <span className="block text-ink-2 text-second">{one.nearest.roomName}</span>
                    </span>
                  ) : (
                    <Tag key="next" line="amber">
                      {t("stranded.noTime")}
                    </Tag>
                  ),
                  <div key="act" className="grid gap-1">
                    {one.nearest ? (
                      <form action={move}>
                        <input type="hidden" name="appointmentId" value={one.appointmentId} />
                        <input type="hidden" name="slotId" value={one.nearest.slotId} />
                        <Button kind="plain">
                          {t("stranded.move")}
                          <span className="sr-only">
                            {" "}
                            {one.name}, {when(one.nearest.startsAt)}
                          </span>
                        </Button>
                      </form>
                    ) : null}
                    <a
                      className="inline-flex min-h-target items-center"
                      href={`/clinic/schedule/stranded/${one.appointmentId}` as Route}
                    >
                      {t("stranded.choose")}
                      <span className="sr-only">: {one.name}</span>
                    </a>
                  </div>,
                ],
              }))}
            />
          </>
        )}
        <LinkLine href="/clinic/schedule" label={t("back")} />
      </DeskFrame>
    );
  },
);
