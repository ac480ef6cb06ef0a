import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, calendarWeekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { displayName } from "#lib/identity/rules.ts";
import { type Attendee, listAttendees, listStock, type Stock } from "#lib/vaccination/index.ts";
import { type AttendeeStatus, clockText } from "#lib/vaccination/rules.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { Scanner } from "../../../_parts/scanner.tsx";
import { attendeeWords, StatusTag } from "../../_parts/attendee-words.tsx";
import { readRoster, sessionAddress } from "../../_parts/read-session.ts";
import { faultOf, Said } from "../../_parts/said.tsx";
import { stationPage } from "../../_parts/station-page.tsx";
import { arrive, arriveByNumber } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("station.sessions"))("title") };
}

/** Who is watched first, then who waits, then the invited, then who is done. */
const order: readonly AttendeeStatus[] = ["fit", "came", "vaccinated", "invited", "put-off", "missed"];
const placeOf = (one: Attendee) => (one.watchedUntil && !one.watchEndedAt ? -1 : order.indexOf(one.status));

/** Twins, and whoever else of a session is easily taken for another. */
const likeAnother = (one: Attendee, people: readonly Attendee[]) =>
  one.born.length === 10 &&
  people.some(
    (other) =>
      other.citizenId !== one.citizenId &&
      other.born === one.born &&
      ((one.phone !== null && other.phone === one.phone) ||
        (one.parentId !== null && other.parentId === one.parentId)),
  );

/** Tiếp đón by a number, a card or a code. */
async function Receive({ sessionId, error }: { sessionId: string; error?: string | undefined }) {
  const t = await getTranslations("station.session");
  const today = await getTranslations("today.receive");
  return (
    <Section title={t("receive")}>
      <form action={arriveByNumber} className="max-w-column">
        <input type="hidden" name="sessionId" value={sessionId} />
        <div className="grid gap-3 min-[30rem]:grid-cols-[minmax(0,1fr)_auto] min-[30rem]:items-end">
          <Field
            label={t("sought")}
            hint={t("soughtHint")}
            name="sought"
            error={error}
            autoComplete="off"
            maxLength={2000}
            required
          />
          <div>
            <Button kind="second">{t("find")}</Button>
          </div>
        </div>
        <Scanner
          field="sought"
          words={{
            scan: today("scan"),
            stop: today("scanStop"),
            help: today("scanHelp"),
            failed: today("scanFailed"),
          }}
        />
      </form>
      <LinkLine
        href={`/clinic/vaccination/sessions/${sessionId}/unnumbered` as Route}
        label={t("unnumbered")}
      />
    </Section>
  );
}

/** Vắc xin mang theo, and how much of each is left. */
async function Vaccines({
  address,
  stock,
  mayBring,
}: {
  address: string;
  stock: readonly Stock[];
  mayBring: boolean;
}) {
  const t = await getTranslations("station.session");
  return (
    <Section title={t("vaccines")}>
      <DataTable
        caption={t("vaccines")}
        columns={[
          { head: t("product") },
          { head: t("lot") },
          { head: t("expires"), tight: true },
          { head: t("left"), number: true },
        ]}
        rows={stock.map((one) => ({
          key: one.stockId,
          cells: [
            one.product,
            one.lot,
            calendarDay(one.expiresOn),
            t("leftOf", { left: one.remaining, brought: one.brought }),
          ],
        }))}
        empty={t("vaccinesNone")}
      />
      {mayBring ? <LinkLine href={`${address}/stock` as Route} label={t("bring")} /> : null}
    </Section>
  );
}

/** Một buổi tiêm: who is there, who is to come, and what is left of each lot. */
export default stationPage(sessionAddress, async ({ ctx, frame, params, search }) => {
  const t = await getTranslations("station");
  const locale = await getLocale();
  const { session, desk } = await readRoster(ctx, params);
  const { sessionId } = session;
  const [people, stock] = await Promise.all([listAttendees(desk, sessionId), listStock(desk, sessionId)]);
  const words = await attendeeWords(ctx.now);
  const fault = await faultOf(search);
  const address = sessionAddress(params);
  const isOpen = !session.cancelledAt && session.day === ctx.today;
  const mayPlan = !session.cancelledAt && session.day >= ctx.today;
  const count = (...statuses: AttendeeStatus[]) =>
    people.filter(({ status }) => statuses.includes(status)).length;
  const sorted = people.toSorted((a, b) => placeOf(a) - placeOf(b));
  return (
    <DeskFrame
      {...frame}
      title={t("session.title", { day: calendarWeekday(session.day, locale).replaceAll(" ", "\u00a0") })}
      below={t("session.below", {
        hours: t("sessions.sitting", {
          from: clockText(session.fromMinute),
          until: clockText(session.untilMinute),
        }),
        place: session.place,
      })}
    >
      <Said search={search} field="sought" />
      {session.cancelledAt ? (
        <div className="max-w-column pb-6">
          <Callout
            kind="warn"
            level={2}
            title={t("session.cancelledBy", {
              name: session.cancelledByName ?? "",
              because: session.cancelledBecause ?? "",
            })}
          />
        </div>
      ) : null}
      <p className="pb-6 font-semibold">
        {t(session.closedAt && !session.cancelledAt ? "session.countsClosed" : "session.counts", {
          invited: people.filter(({ invitedAt }) => invitedAt).length,
          came: people.filter(({ cameAt }) => cameAt).length,
          vaccinated: count("vaccinated"),
          putOff: count("put-off"),
          missed: count("missed"),
        })}
      </p>
      {isOpen ? (
        <Receive sessionId={sessionId} error={fault ?? undefined} />
      ) : mayPlan ? (
        <p className="pb-6">{t("session.later", { day: calendarWeekday(session.day, locale) })}</p>
      ) : null}
      <Section title={t("session.people")}>
        <DataTable
          caption={t("session.people")}
          columns={[
            { head: t("column.person") },
            { head: t("session.status") },
            { head: t("session.invitation") },
            { head: t("column.note") },
          ]}
          rows={sorted.map((one) => ({
            key: one.citizenId,
            cells: [
              <span key="person" className="min-w-0">
                <a href={`${address}/${one.citizenId}` as Route} className="wrap-anywhere inline-block py-1">
                  {displayName(one.name)}
                </a>
                <span className="block text-ink-2 text-second">
                  {t("born", { day: calendarDay(one.born) })}
                </span>
                {likeAnother(one, people) ? (
                  <span className="block font-semibold text-amber text-second">{t("likeAnother")}</span>
                ) : null}
              </span>,
              <StatusTag key="status" status={one.status} />,
              <span key="invitation" className="text-second">
                {words.invitation(one)}
              </span>,
              <div key="note" className="text-second">
                {words.watch(one)}
                {one.isKnown ? null : <p>{t("session.noBook")}</p>}
                {one.status === "put-off" ? <p className="wrap-anywhere">{one.screeningNote}</p> : null}
                {isOpen && one.status === "invited" ? (
                  <form action={arrive}>
                    <input type="hidden" name="sessionId" value={sessionId} />
                    <input type="hidden" name="citizenId" value={one.citizenId} />
                    <Button kind="plain">
                      {t("session.arrived")}
                      <span className="sr-only">: {displayName(one.name)}</span>
                    </Button>
                  </form>
                ) : null}
              </div>,
            ],
          }))}
          empty={t("session.peopleNone")}
        />
        <div className="flex flex-wrap gap-x-6 pt-2">
          {mayPlan ? (
            <LinkLine
              href={`/clinic/vaccination?session=${sessionId}` as Route}
              label={t("session.toLists")}
            />
          ) : null}
          {people.length > 0 ? (
            <LinkLine href={`${address}/print` as Route} label={t("session.print")} />
          ) : null}
        </div>
      </Section>
      <Vaccines address={address} stock={stock} mayBring={mayPlan} />
      <div className="flex flex-wrap gap-x-6 pt-8">
        <LinkLine href="/clinic/vaccination/sessions" label={t("session.back")} />
        {mayPlan && count("vaccinated") === 0 ? (
          <LinkLine href={`${address}/cancel` as Route} label={t("session.cancel")} />
        ) : null}
      </div>
    </DeskFrame>
  );
});
