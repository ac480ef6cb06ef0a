import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, calendarWeekday, moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { displayName } from "#lib/identity/rules.ts";
import { listAttendees } from "#lib/vaccination/index.ts";
import { DeskFrame } from "../../../../../_entry/desk.tsx";
import { attendeeWords } from "../../../_parts/attendee-words.tsx";
import { readRoster, sessionAddress } from "../../../_parts/read-session.ts";
import { stationPage } from "../../../_parts/station-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("station.session"))("print") };
}

/** Bản in danh sách gọi of a session: whom, their number, and room for what came of the call. */
export default stationPage(sessionAddress, async ({ ctx, frame, params }) => {
  const t = await getTranslations("station");
  const locale = await getLocale();
  const { session, desk } = await readRoster(ctx, params, "paper");
  const people = (await listAttendees(desk, session.sessionId)).filter(({ invitedAt }) => invitedAt);
  const words = await attendeeWords(ctx.now);
  return (
    <DeskFrame
      {...frame}
      title={t("session.title", { day: calendarWeekday(session.day, locale) })}
      below={t("printed", { place: frame.place, when: moment(ctx.now, locale) })}
    >
      <div data-print="no">
        <LinkLine href={sessionAddress(params) as Route} label={t("person.back")} />
      </div>
      <p className="pb-2">{session.place}</p>
      <DataTable
        caption={t("session.print")}
        columns={[
          { head: t("column.person") },
          { head: t("column.contact"), tight: true },
          { head: t("session.invitation") },
          { head: t("column.signature") },
        ]}
        rows={people
          .toSorted((a, b) => a.name.localeCompare(b.name, "vi"))
          .map((one) => ({
            key: one.citizenId,
            cells: [
              <span key="person" className="wrap-anywhere">
                <span className="font-semibold">{displayName(one.name)}</span>
                <span className="block text-second">{t("born", { day: calendarDay(one.born) })}</span>
              </span>,
              one.phone ?? t("noPhone"),
              words.invitation(one),
              <span key="call" className="inline-block min-w-[12rem]" />,
            ],
          }))}
        empty={t("session.peopleNone")}
      />
    </DeskFrame>
  );
});
