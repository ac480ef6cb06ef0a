import type { Route } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { passAddress, roomWords, visitStep } from "#components/booking/booking-words.ts";
import { ChosenDay } from "#components/booking/chosen-day.tsx";
import { DayRows } from "#components/booking/day-rows.tsx";
import { TimesOfDay } from "#components/booking/times-of-day.tsx";
import { calendarWeekday, time, weekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Context } from "#lib/platform/context.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage, type Params } from "../../../../_entry/page.tsx";
import { answersIn } from "../../_parts/answers.ts";
import { chosenSlot, offeredDays, offeredTimes, quietestSlot } from "../../_parts/offered.ts";
import { Phone } from "../../_parts/phone.tsx";
import { Question } from "../../_parts/question.tsx";
import { readVisit, type Visit } from "../../_parts/read-visit.ts";
import { move } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("move.title") };
}

const faults = {
  choose: "timeFault",
  full: "fullFault",
  "too-soon": "tooSoonFault",
  already: "alreadyFault",
  closed: "closedFault",
  "too-far": "closedFault",
} as const;

type Asked = { ctx: Context; given: Visit; where: Parameters<typeof offeredDays>[1] };

async function Days({ ctx, given, where, fault }: Asked & { fault: string | undefined }) {
  const t = await getTranslations("booking");
  const { appointmentId } = given.visit;
  const days = await offeredDays(ctx, where);
  return days.some((one) => one.free > 0) ? (
    <>
      {fault ? (
        <p role="alert" className="pb-4 font-semibold">
          {fault}
        </p>
      ) : null}
      <DayRows days={days} hrefOf={(day) => `${visitStep(appointmentId, "move")}?day=${day}` as Route} />
    </>
  ) : (
    <Section title={t("ask.noDays")}>
      <p>{t("ask.noDaysText")}</p>
      <Phone phone={given.place?.phone} />
    </Section>
  );
}

async function Times({ ctx, given, where, day, fault }: Asked & { day: string; fault: string | undefined }) {
  const t = await getTranslations("booking");
  const locale = await getLocale();
  const here = visitStep(given.visit.appointmentId, "move");
  const times = await offeredTimes(ctx, where, day);
  const others = times.filter(({ slotId }) => slotId !== given.visit.slotId);
  return (
    <>
      <ChosenDay
        title={calendarWeekday(day, locale)}
        second={`${given.visit.departmentName}, ${given.facility}`}
        change={{ href: here, label: t("ask.changeDay") }}
      />
      {others.some((one) => one.free > 0) ? (
        <form method="get" action={here}>
          <input type="hidden" name="day" value={day} />
          <TimesOfDay name="slot" times={others} error={fault} />
          <div className="pt-4">
            <Button>{t("ask.continue")}</Button>
          </div>
        </form>
      ) : (
        <Section title={t("ask.noTimes")}>
          <Button href={here}>{t("ask.changeDay")}</Button>
        </Section>
      )}
    </>
  );
}

/** Đổi giờ: which day, which time, and then one look at both before it is changed. */
export default citizenPage(
  ({ id }) => passAddress(encodeURIComponent(id ?? "")),
  async ({ ctx, params, search, ownerName }) => {
    const t = await getTranslations("booking");
    const locale = await getLocale();
    const given = await readVisit(ctx, params.id);
    const { visit, terms, mayMove } = given;
    const pass = passAddress(visit.appointmentId);
    if (!mayMove) redirect(`${pass}?fault=${visit.status === "booked" ? "too-late" : "not-open"}` as Route);
    const where = { departmentId: visit.departmentId, terms };
    const here = visitStep(visit.appointmentId, "move");
    const { day, slot: asked } = answersIn(search);
    const fault = faultIn(search);
    const now = t("move.now", { day: weekday(visit.startsAt, locale), time: time(visit.startsAt) });
    const above = t("move.for", { name: ownerName });
    if (!day)
      return (
        <Question back={pass} backLabel={t("pass.title")} above={above} title={t("ask.day")}>
          <p className="pb-4 text-ink-2 text-second">{now}</p>
          <Days ctx={ctx} given={given} where={where} fault={fault ? t(`ask.${fault}`) : undefined} />
        </Question>
      );
    const chosen = asked === "any" ? (await quietestSlot(ctx, where, day))?.slotId : asked;
    const found = chosen ? await chosenSlot(ctx, where, chosen) : null;
    if (found?.fault) redirect(`${here}?day=${day}&fault=${found.fault}` as Route);
    if (!found?.slot)
      return (
        <Question back={here} above={above} title={t("ask.time")}>
          <p className="pb-4 text-ink-2 text-second">{now}</p>
          <Times
            ctx={ctx}
            given={given}
            where={where}
            day={day}
            fault={fault ? t(`ask.${fault}`) : undefined}
          />
        </Question>
      );
    const { slot } = found;
    return (
      <Question back={`${here}?day=${day}` as Route} above={above} title={t("move.check")}>
        <LeaderList
          facts={[
            {
              noun: t("move.from"),
              fact: `${weekday(visit.startsAt, locale)}, ${time(visit.startsAt)}`,
            },
            {
              noun: t("move.to"),
              fact: `${calendarWeekday(slot.day, locale)}, ${time(slot.startsAt)}`,
              strong: true,
            },
            { noun: t("pass.room"), fact: roomWords(slot) },
          ]}
        />
        <p className="py-4 text-ink-2 text-second">{t("move.keeps")}</p>
        <form action={move}>
          <BookField />
          <input type="hidden" name="appointmentId" value={visit.appointmentId} />
          <input type="hidden" name="slotId" value={slot.slotId} />
          <input type="hidden" name="day" value={day} />
          <Button>{t("move.send")}</Button>
        </form>
        <div className="pt-2">
          <LinkLine href={pass} label={t("move.keep")} />
        </div>
      </Question>
    );
  },
  "booking",
);

const faultIn = (search: Params) => Object.entries(faults).find(([name]) => name === search.fault)?.[1];
