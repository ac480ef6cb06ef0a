import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { offerAddress, passAddress, timeLeft } from "#components/booking/booking-words.ts";
import { tearOff } from "#components/booking/tear-off.ts";
import { VisitRow } from "#components/booking/visit-row.tsx";
import { calendarDay, calendarWeekday, time, weekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { FoldingList } from "#components/ui/folding-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { TaskRow } from "#components/ui/task-row.tsx";
import { type Appointment, listComing, listPast, listWaits, type Wait } from "#lib/booking/index.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import type { Context } from "#lib/platform/context.ts";
import { BookField } from "../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../_entry/page.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { facilityWords } from "../../_entry/words.ts";
import { leave } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("title") };
}

const OPEN = 3;
const parts = ["any", "morning", "afternoon"] as const;
const said = { waiting: "done", left: "left", declined: "declined", failed: "faults.failed" } as const;

type Places = { nameOf: (code: string) => string };

/** Chỗ đang được giữ cho người này: first of all, with the time that is left. */
async function Offered({ waits, ctx, nameOf }: Places & { waits: readonly Wait[]; ctx: Context }) {
  const t = await getTranslations("booking");
  const locale = await getLocale();
  const rows = waits.map(async ({ offer, departmentName, facilityCode }) =>
    offer ? (
      <TaskRow
        key={offer.offerId}
        date={await tearOff(dayOf(offer.startsAt))}
        title={t("offerTitle", { day: weekday(offer.startsAt, locale), time: time(offer.startsAt) })}
        href={offerAddress(offer.offerId)}
        second={t("waitTitle", { department: departmentName, facility: nameOf(facilityCode) })}
        due={t("heldUntil", { time: time(offer.expiresAt), left: await timeLeft(offer.expiresAt, ctx.now) })}
      />
    ) : null,
  );
  return (
    <Section title={t("offered")}>
      <p className="pb-2">{t("offeredLead")}</p>
      <ul>{await Promise.all(rows)}</ul>
    </Section>
  );
}

async function Waiting({ waits, nameOf }: Places & { waits: readonly Wait[] }) {
  const t = await getTranslations("booking");
  return (
    <Section title={t("waits")}>
      <p className="pb-2">{t("waitOrder")}</p>
      <ul>
        {waits.map((one) => (
          <EntryRow
            key={one.waitId}
            title={t("waitTitle", { department: one.departmentName, facility: nameOf(one.facilityCode) })}
            foot={
              <form action={leave}>
                <BookField />
                <input type="hidden" name="waitId" value={one.waitId} />
                <Button kind="plain">
                  {t("leave")}
                  <span className="sr-only">: {one.departmentName}</span>
                </Button>
              </form>
            }
          >
            <p>
              {t("waitDays", {
                from: calendarDay(one.fromOn),
                until: calendarDay(one.untilOn),
                part: t(`parts.${parts.find((part) => part === one.dayPart) ?? "any"}`),
              })}
            </p>
            {one.appointmentId ? <p>{t("waitEarlier")}</p> : null}
          </EntryRow>
        ))}
      </ul>
    </Section>
  );
}

async function Past({ visits, nameOf }: Places & { visits: readonly Appointment[] }) {
  const t = await getTranslations("booking");
  const locale = await getLocale();
  return (
    <Section title={t("past")}>
      <FoldingList
        rows={visits.map((one) => (
          <EntryRow
            key={one.appointmentId}
            title={`${calendarWeekday(one.day, locale)}, ${time(one.startsAt)}`}
            href={passAddress(one.appointmentId)}
            tag={
              one.status === "done" ? undefined : (
                <Tag line="thin">{one.status === "booked" ? t("pastUnsaid") : t(`status.${one.status}`)}</Tag>
              )
            }
          >
            <p>
              {one.departmentName}, {nameOf(one.facilityCode)}
            </p>
          </EntryRow>
        ))}
        most={OPEN}
        more={(count) => t("more", { count })}
      />
    </Section>
  );
}

/** Lịch khám: places held now, visits to come, waits and what is past, of the book in hand. */
export default citizenPage(
  () => "/booking",
  async ({ ctx, search, ownerName }) => {
    const t = await getTranslations("booking");
    const common = await getTranslations("common");
    const book = await openBookInHand(ctx, "booking");
    const [coming, past, waits, names] = await Promise.all([
      listComing(book, ctx.today),
      listPast(book, ctx.today),
      listWaits(book),
      facilityNames(ctx.app),
    ]);
    const { facilityName } = await facilityWords(names);
    const offered = waits.filter((one) => one.offer && one.offer.expiresAt > ctx.now);
    const waiting = waits.filter((one) => !offered.includes(one));
    const done = Object.entries(said).find(([name]) => name === search.done)?.[1];
    const start = <Button href={"/booking/new" as Route}>{t("book")}</Button>;
    return (
      <BookPage back={{ href: "/", label: common("home") }} tab="none">
        <PageTitle below={t("lead", { name: ownerName })}>{t("title")}</PageTitle>
        {done ? <Notice title={t(`wait.${done}`)} /> : null}
        {offered.length > 0 ? <Offered waits={offered} ctx={ctx} nameOf={facilityName} /> : null}
        {coming.length > 0 ? (
          <Section title={t("coming")}>
            <ul>
              {coming.map((one) => (
                <VisitRow
                  key={one.appointmentId}
                  visit={one}
                  facility={facilityName(one.facilityCode)}
                  today={ctx.today}
                />
              ))}
            </ul>
            <div className="pt-4">{start}</div>
          </Section>
        ) : (
          <EmptyState title={t("empty.title", { name: ownerName })} when={t("empty.when")}>
            {start}
          </EmptyState>
        )}
        {waiting.length > 0 ? <Waiting waits={waiting} nameOf={facilityName} /> : null}
        {past.length > 0 ? <Past visits={past} nameOf={facilityName} /> : null}
        <div className="pt-8">
          <LinkLine href={"/booking/reminders" as Route} label={t("reminders")} />
        </div>
      </BookPage>
    );
  },
  "booking",
);
