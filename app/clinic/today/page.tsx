import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DayList } from "#components/booking/day-list.tsx";
import { LiveDesk } from "#components/booking/live-desk.tsx";
import { time, weekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Folded } from "#components/ui/folded.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import type { Context } from "#lib/platform/context.ts";
import { NotAllowed } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";
import { Person } from "./_parts/person.tsx";
import { readChosen } from "./_parts/read-chosen.ts";
import { readDay } from "./_parts/read-day.ts";
import { Receive } from "./_parts/receive.tsx";
import { lengthWords, lineWords } from "./_parts/words.ts";
import { call } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("today"))("short") };
}

/** More rooms than this are chosen from a list. */
const ROOMS_AS_LINKS = 6;
type Day = Awaited<ReturnType<typeof readDay>>;

/** Phòng: which room's queue is looked at. */
async function Rooms({ day }: { day: Day }) {
  const t = await getTranslations("today");
  if (day.rooms.length < 2) return null;
  const hrefOf = (room: string) => `/clinic/today?room=${room}` as Route;
  const offered = day.busyRooms.length > 0 ? day.busyRooms : day.rooms;
  if (offered.length > ROOMS_AS_LINKS)
    return (
      <form action="/clinic/today" className="flex max-w-column flex-wrap items-end gap-3 pb-4">
        <div className="min-w-0 flex-1">
          <SelectField
            label={t("rooms")}
            name="room"
            none={t("allRooms")}
            value={day.room?.roomId ?? ""}
            options={offered.map(({ roomId, name, departmentName }) => ({
              value: roomId,
              label: `${name}, ${departmentName}`,
            }))}
          />
        </div>
        <div>
          <Button kind="second">{t("show")}</Button>
        </div>
      </form>
    );
  const links = [
    ...offered.map(({ roomId, name }) => ({ id: roomId, label: name })),
    { id: "all", label: t("allRooms") },
  ];
  return (
    <nav aria-label={t("rooms")} className="pb-2">
      <ul className="flex flex-wrap gap-x-6">
        {links.map(({ id, label }) => {
          const here = id === (day.room?.roomId ?? "all");
          return (
            <li key={id}>
              <a
                href={hrefOf(id)}
                aria-current={here ? "page" : undefined}
                className={`inline-flex min-h-target items-center ${here ? "font-bold text-ink no-underline" : ""}`}
              >
                {label}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Gọi số N: the one thing to do; without anybody who waits it says so. */
async function CallNext({ day }: { day: Day }) {
  const t = await getTranslations("today");
  const { room, next } = day;
  if (!room) return <p className="max-w-[16rem] text-ink-2 text-second">{t("chooseRoom")}</p>;
  if (!next) return <p className="max-w-[16rem] text-ink-2 text-second">{t("nobodyWaits")}</p>;
  return (
    <form action={call}>
      <input type="hidden" name="room" value={room.roomId} />
      <input type="hidden" name="roomId" value={room.roomId} />
      <input type="hidden" name="expected" value={next.appointmentId} />
      <Button aria-keyshortcuts="Alt+G">{t("callNumber", { number: next.number })}</Button>
    </form>
  );
}

/** Who was chosen; past the limit of a session nobody is shown by themselves, and the list and its acts go on. */
async function chosenOf(ctx: Context, appointmentId: string | undefined, card: boolean) {
  try {
    return { chosen: appointmentId ? await readChosen(ctx, appointmentId, { card }) : null, tooMany: false };
  } catch (error) {
    if (!(error instanceof NotAllowed)) throw error;
    return { chosen: null, tooMany: true };
  }
}

/** Hôm nay: who is there, who comes next, and what to do with whoever was chosen. */
export default deskPage(
  "clinic",
  () => "/clinic/today",
  async ({ ctx, session, frame, search }) => {
    const t = await getTranslations("today");
    const locale = await getLocale();
    const day = await readDay(ctx, session.facilityCode ?? "", search);
    const { chosen, tooMany } = await chosenOf(ctx, day.chosen, search.said !== "received");
    const room = day.room?.roomId ?? "all";
    const names = new Map(day.rooms.map(({ roomId, name }) => [roomId, name]));
    const length = await lengthWords();
    const line = await lineWords({
      now: ctx.now,
      chosen: chosen?.visit.appointmentId,
      roomName: (roomId) => (day.room ? null : (names.get(roomId) ?? "")),
      hrefOf: (id) =>
        `/clinic/today?room=${room}${search.all === "1" ? "&all=1" : ""}&who=${id}#person` as Route,
    });
    const fault = search.fault
      ? t(`faults.${t.has(`faults.${search.fault as "failed"}`) ? (search.fault as "failed") : "failed"}`)
      : null;
    const said = search.said && t.has(`said.${search.said as "called"}`) ? (search.said as "called") : null;
    const columns = {
      number: t("columns.number"),
      time: t("columns.time"),
      person: t("columns.person"),
      reason: t("columns.reason"),
      room: t("columns.room"),
      standing: t("columns.standing"),
      waited: t("columns.waited"),
    };
    const last = day.lines.findLast(({ status }) => status === "booked");
    return (
      <DeskFrame
        {...frame}
        title={t("title", { day: weekday(ctx.now, locale as "vi").replaceAll(" ", "\u00a0") })}
        below={t.rich("counts", {
          ...day.counts,
          longest: day.longestMs >= 60_000 ? length(day.longestMs) : "none",
          b: (words) => <b className="text-ink">{words}</b>,
        })}
        act={<CallNext day={day} />}
        aside={
          chosen ? (
            <Person
              chosen={chosen}
              room={room}
              roomName={names.get(chosen.visit.roomId) ?? ""}
              now={ctx.now}
            />
          ) : (
            <p className="pt-4 text-ink-2">{t(tooMany ? "person.tooMany" : "person.none")}</p>
          )
        }
      >
        {fault ? (
          <div className="max-w-column pb-4">
            <ErrorSummary title={t("mend")} errors={[{ field: chosen ? "person" : "sought", text: fault }]} />
            {search.find ? (
              <LinkLine
                href={`/clinic/today/walk-in?room=${room}&find=${encodeURIComponent(search.find)}` as Route}
                label={t("offerTicket")}
              />
            ) : null}
          </div>
        ) : said ? (
          <Notice title={t(`said.${said}`)} />
        ) : null}
        <Rooms day={day} />
        <Receive room={room} />
        <div className="pt-4">
          {day.lines.length > 0 ? (
            <DayList caption={t("list")} columns={columns} lines={day.lines.map(line)} />
          ) : (
            <p className="border-ink border-t py-4">{day.visits.length > 0 ? t("emptyList") : t("empty")}</p>
          )}
          <div className="flex flex-wrap items-center justify-between gap-x-6 pt-2">
            {day.hidden.length > 0 && last ? (
              <LinkLine
                href={`/clinic/today?room=${room}&all=1` as Route}
                label={t("later", { count: day.hidden.length, time: time(last.startsAt) })}
              />
            ) : search.all === "1" ? (
              <LinkLine href={`/clinic/today?room=${room}` as Route} label={t("fewer")} />
            ) : null}
            <LinkLine
              href={
                `/clinic/today?room=${room}${chosen ? `&who=${chosen.visit.appointmentId}` : ""}` as Route
              }
              label={t("again")}
            />
          </div>
          <LiveDesk
            address="/clinic/today/changes"
            words={{
              fresh: t("fresh", { time: time(ctx.now) }),
              live: t("live"),
              paused: t("paused"),
              again: t("again"),
            }}
          />
          {day.over.length > 0 ? (
            <Folded label={t("over", { count: day.over.length })}>
              <DayList
                caption={t("over", { count: day.over.length })}
                columns={columns}
                lines={day.over.map(line)}
              />
            </Folded>
          ) : null}
          <p className="pt-4 text-ink-2 text-small max-desk:hidden">{t("keys")}</p>
        </div>
      </DeskFrame>
    );
  },
);
