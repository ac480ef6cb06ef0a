import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { priceWords, waitAddress } from "#components/booking/booking-words.ts";
import { ChosenDay } from "#components/booking/chosen-day.tsx";
import { TimesOfDay } from "#components/booking/times-of-day.tsx";
import { calendarWeekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { addDays } from "#lib/booking/rules.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { answersIn, stepAddress } from "../../_parts/answers.ts";
import { offeredTimes, serviceOf } from "../../_parts/offered.ts";
import { Carried, Question } from "../../_parts/question.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("ask.time") };
}

const faults = { choose: "timeFault", full: "fullFault", "too-soon": "tooSoonFault" } as const;

/** Lúc mấy giờ: radios, so that they work without scripts; any of them is an answer too. */
export default citizenPage(
  () => "/booking/new",
  async ({ ctx, session, search, ownerName }) => {
    const t = await getTranslations("booking");
    const locale = await getLocale();
    const answers = answersIn(search);
    const { service, terms } = await serviceOf(ctx, answers.service);
    const { day } = answers;
    if (!day) redirect(stepAddress("day", answers));
    const [times, names] = await Promise.all([
      offeredTimes(ctx, { departmentId: service.departmentId, terms }, day),
      facilityNames(ctx.app),
    ]);
    const { facilityName } = await facilityWords(names);
    const known = Object.entries(faults).find(([name]) => name === search.fault)?.[1];
    const fault = known ? t(`ask.${known}`) : undefined;
    const free = times.some((one) => one.free > 0);
    const chosen = times.find((one) => one.slotId === answers.slot && one.free > 0)?.slotId;
    const otherDay = stepAddress("day", { ...answers, day: undefined, slot: undefined, key: undefined });
    return (
      <Question
        back={otherDay}
        above={t("bookFor", { name: ownerName })}
        title={session.book ? t("ask.timeOther", { name: ownerName }) : t("ask.time")}
        fault={fault ? { field: free ? "slot" : "change-day", text: fault } : undefined}
      >
        <div id="change-day">
          <ChosenDay
            title={calendarWeekday(day, locale)}
            second={`${service.departmentName}, ${facilityName(service.facilityCode)}`}
            change={{ href: otherDay, label: t("ask.changeDay") }}
          />
        </div>
        {free ? (
          <form method="get" action="/booking/new/check">
            <Carried answers={{ ...answers, slot: undefined, key: undefined }} />
            <TimesOfDay name="slot" times={times} value={chosen} error={fault} />
            <div className="pt-4">
              <Button>{t("ask.continue")}</Button>
            </div>
          </form>
        ) : (
          <Section title={t("ask.noTimes")}>
            <p className="pb-4">{t("ask.noTimesText")}</p>
            <Button href={otherDay}>{t("ask.changeDay")}</Button>
          </Section>
        )}
        <p className="pt-4 text-ink-2 text-second">{await priceWords(service)}</p>
        <div className="pt-2">
          <LinkLine
            href={waitAddress({
              serviceId: service.serviceId,
              untilOn: free && day > ctx.today ? addDays(day, -1) : day,
            })}
            label={t(free ? "ask.earlier" : "ask.wait")}
          />
        </div>
      </Question>
    );
  },
  "booking",
);
