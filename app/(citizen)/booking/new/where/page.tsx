import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { priceWords } from "#components/booking/booking-words.ts";
import { PlaceChoice } from "#components/booking/place-choice.tsx";
import { time, weekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { facilityNames } from "#lib/facility/index.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { answersIn, stepAddress } from "../../_parts/answers.ts";
import { nearOf } from "../../_parts/near.ts";
import { type Offered, offeredFor } from "../../_parts/offered.ts";
import { Carried, Question } from "../../_parts/question.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("ask.where") };
}

/**
 * Ở đâu: the place of a slip alone, where it takes bookings; else the nearest first, then where the card is registered, then
 * the others. A slip whose place offers one thing for it leads on by itself.
 */
export default citizenPage(
  () => "/booking/new/where",
  async ({ ctx, session, search, ownerName }) => {
    const t = await getTranslations("booking");
    const locale = await getLocale();
    const answers = answersIn(search);
    if (search.asked === "why" && !answers.why) redirect(stepAddress("why", answers, "choose"));
    const names = await facilityNames(ctx.app);
    const { facilityName } = await facilityWords(names);
    const all = await offeredFor(ctx, answers.why, facilityName);
    const hinted = answers.facility;
    const there = hinted ? all.filter((one) => one.facilityCode === hinted) : [];
    const [only] = there;
    if (only && there.length === 1 && answers.origin && search.asked === undefined)
      redirect(
        stepAddress(answers.day ? "time" : "day", {
          ...answers,
          service: only.serviceId,
          facility: undefined,
        }),
      );
    const near = await nearOf(ctx, session);
    const shown = await Promise.all(all.map(async (one) => ({ one, price: await priceWords(one) })));
    const placesOf = (which: (one: Offered) => boolean) =>
      shown
        .filter(({ one }) => which(one))
        .map(({ one, price }) => ({
          serviceId: one.serviceId,
          facility: facilityName(one.facilityCode),
          service: one.name === one.departmentName ? one.name : `${one.departmentName}: ${one.name}`,
          free: one.free
            ? t("ask.firstFree", { day: weekday(one.free, locale), time: time(one.free) })
            : t("ask.noFree"),
          price,
        }));
    const asHinted = (one: Offered) => one.facilityCode === hinted;
    const asNear = (one: Offered) => near.ward !== null && one.place?.wardCode === near.ward;
    const asRegistered = (one: Offered) => one.facilityCode === near.registered;
    const groups = [
      {
        legend: t(answers.origin === "referral" ? "ask.facilityReferred" : "ask.facilityOf"),
        places: placesOf(asHinted),
      },
      {
        legend: t("ask.near", { name: ownerName }),
        places: placesOf((one) => !asHinted(one) && asNear(one)),
      },
      {
        legend: t("ask.registered"),
        places: placesOf((one) => !asHinted(one) && !asNear(one) && asRegistered(one)),
      },
      {
        legend: t(
          all.some((one) => asHinted(one) || asNear(one) || asRegistered(one)) ? "ask.others" : "ask.places",
        ),
        places: placesOf((one) => !asHinted(one) && !asNear(one) && !asRegistered(one)),
      },
    ];
    const fault = search.fault === "choose" ? t("ask.whereFault") : undefined;
    return (
      <Question
        back={stepAddress("why", answers)}
        above={t("bookFor", { name: ownerName })}
        title={session.book ? t("ask.whereOther", { name: ownerName }) : t("ask.where")}
        fault={fault ? { field: "service", text: fault } : undefined}
      >
        {hinted && there.length === 0 ? (
          <div className="pb-6">
            <Callout kind="note" level={2} title={t("ask.notHere", { facility: facilityName(hinted) })}>
              <p>{t("ask.notHereText")}</p>
            </Callout>
          </div>
        ) : null}
        {all.length === 0 ? (
          <Section title={t("ask.nowhere")}>
            <p>{t("ask.nowhereText")}</p>
            <LinkLine href={stepAddress("why", answers)} label={t("ask.otherWhy")} />
          </Section>
        ) : (
          <form method="get" action="/booking/new/day">
            <Carried answers={{ ...answers, facility: undefined, service: undefined, slot: undefined }} />
            <input type="hidden" name="asked" value="where" />
            <PlaceChoice name="service" groups={groups} value={answers.service} error={fault} />
            <div className="pt-6">
              <Button>{t("ask.continue")}</Button>
            </div>
            <p className="pt-4 text-ink-2 text-second">{t("price.note")}</p>
          </form>
        )}
      </Question>
    );
  },
  "booking",
);
