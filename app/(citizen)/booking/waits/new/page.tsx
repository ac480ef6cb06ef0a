import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { passAddress } from "#components/booking/booking-words.ts";
import { calendarDay, time, weekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { addDays } from "#lib/booking/rules.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { stepAddress } from "../../_parts/answers.ts";
import { serviceOf } from "../../_parts/offered.ts";
import { Question } from "../../_parts/question.tsx";
import { readVisit } from "../../_parts/read-visit.ts";
import { wait } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("wait.title") };
}

const faults = ["already", "too-many", "no-service", "no-days", "not-open", "failed"] as const;

/** Báo tôi khi có chỗ, or an earlier one than the visit that is kept: which days and which half of the day suit. */
export default citizenPage(
  () => "/booking",
  async ({ ctx, search, ownerName }) => {
    const t = await getTranslations("booking");
    const locale = await getLocale();
    const kept = search.appointment ? await readVisit(ctx, search.appointment) : null;
    const { service, terms } = await serviceOf(ctx, kept?.visit.serviceId ?? search.service);
    const { facilityName } = await facilityWords(await facilityNames(ctx.app));
    const last = addDays(ctx.today, terms.daysAhead);
    const { data: until } = z.iso.date().safeParse(search.until);
    const days = [7, 14, terms.daysAhead].filter((one) => one <= terms.daysAhead);
    const untils = [
      ...(until && until >= ctx.today && until <= last
        ? [{ value: until, label: t("wait.untilOn", { day: calendarDay(until) }) }]
        : []),
      ...[...new Set(days)].map((one) => ({
        value: addDays(ctx.today, one),
        label: t("wait.untilDays", { days: one }),
        second: t("wait.untilOn", { day: calendarDay(addDays(ctx.today, one)) }),
      })),
    ].filter((one, at, all) => all.findIndex(({ value }) => value === one.value) === at);
    const fault = faults.find((one) => one === search.fault);
    return (
      <Question
        back={
          kept ? passAddress(kept.visit.appointmentId) : stepAddress("day", { service: service.serviceId })
        }
        backLabel={kept ? t("pass.title") : undefined}
        above={t("bookFor", { name: ownerName })}
        title={t(kept ? "wait.titleEarlier" : "wait.title")}
      >
        {fault ? <Notice alert title={t(`wait.faults.${fault}`)} /> : null}
        <LeaderList
          facts={[
            {
              noun: t("wait.where"),
              fact: `${service.departmentName}, ${facilityName(service.facilityCode)}`,
            },
            ...(kept
              ? [
                  {
                    noun: t("wait.keeps"),
                    fact: `${weekday(kept.visit.startsAt, locale)}, ${time(kept.visit.startsAt)}`,
                  },
                ]
              : []),
          ]}
        />
        <p className="py-4">
          {t("wait.how")} {kept ? t("wait.keepsText") : null}
        </p>
        <form action={wait}>
          <BookField />
          <input type="hidden" name="key" value={crypto.randomUUID()} />
          <input type="hidden" name="serviceId" value={service.serviceId} />
          <input type="hidden" name="fromOn" value={ctx.today} />
          {kept ? (
            <>
              <input type="hidden" name="appointmentId" value={kept.visit.appointmentId} />
              <input type="hidden" name="untilOn" value={kept.visit.day} />
            </>
          ) : null}
          <Stack loose>
            {kept ? null : (
              <RadioGroup
                legend={t("wait.until")}
                name="untilOn"
                value={untils[0]?.value}
                options={untils}
                required
              />
            )}
            <RadioGroup
              legend={t("wait.part")}
              name="dayPart"
              value="any"
              options={[
                { value: "any", label: t("wait.any") },
                { value: "morning", label: t("wait.morning") },
                { value: "afternoon", label: t("wait.afternoon") },
              ]}
            />
            <Button>{t("wait.send")}</Button>
          </Stack>
        </form>
      </Question>
    );
  },
  "booking",
);
