import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { priceWords, waitAddress } from "#components/booking/booking-words.ts";
import { DayRows } from "#components/booking/day-rows.tsx";
import { calendarWeekday, time } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Section } from "#components/ui/section.tsx";
import { facilityNames } from "#lib/facility/index.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { answersIn, stepAddress } from "../../_parts/answers.ts";
import { offeredDays, serviceOf, soonestSlot } from "../../_parts/offered.ts";
import { Question } from "../../_parts/question.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("ask.day") };
}

/** Ngày nào: the first free time as one tap, then day by day; and waiting, where nothing is free. */
export default citizenPage(
  () => "/booking/new",
  async ({ ctx, session, search, ownerName }) => {
    const t = await getTranslations("booking");
    const locale = await getLocale();
    const { slot: _, ...answers } = answersIn(search);
    if (search.asked === "where" && !answers.service) redirect(stepAddress("where", answers, "choose"));
    // A slip named the day already.
    if (search.asked === "where" && answers.origin && answers.day) redirect(stepAddress("time", answers));
    const { service, terms } = await serviceOf(ctx, answers.service);
    const where = { departmentId: service.departmentId, terms };
    const [days, soonest, names] = await Promise.all([
      offeredDays(ctx, where),
      soonestSlot(ctx, where),
      facilityNames(ctx.app),
    ]);
    const { facilityName } = await facilityWords(names);
    const wait = waitAddress({ serviceId: service.serviceId });
    return (
      <Question
        back={stepAddress("where", answers)}
        above={t("bookFor", { name: ownerName })}
        title={session.book ? t("ask.dayOther", { name: ownerName }) : t("ask.day")}
      >
        {search.fault === "closed" ? <Notice alert title={t("ask.closedFault")} /> : null}
        <p className="pb-6 text-ink-2 text-second">
          {`${service.departmentName}, ${facilityName(service.facilityCode)}`}
          <br />
          {await priceWords(service)}
        </p>
        {soonest ? (
          <>
            <Section title={t("ask.soonest")}>
              <p className="pb-3 text-line-title">
                {calendarWeekday(soonest.day, locale)}, {time(soonest.startsAt)}
              </p>
              <Button
                href={stepAddress("check", {
                  ...answers,
                  day: soonest.day,
                  slot: soonest.slotId,
                  key: undefined,
                })}
              >
                {t("ask.takeSoonest")}
              </Button>
            </Section>
            <Section title={t("ask.days")}>
              <DayRows
                days={days}
                hrefOf={(day) => stepAddress("time", { ...answers, day, key: undefined })}
              />
            </Section>
            <div className="pt-6">
              <LinkLine href={wait} label={t("ask.earlier")} />
            </div>
          </>
        ) : (
          <Section title={t("ask.noDays")}>
            <p className="pb-4">{t("ask.noDaysText")}</p>
            <Button href={wait}>{t("ask.wait")}</Button>
            <div className="pt-2">
              <LinkLine href={stepAddress("where", answers)} label={t("ask.allPlaces")} />
            </div>
          </Section>
        )}
      </Question>
    );
  },
  "booking",
);
