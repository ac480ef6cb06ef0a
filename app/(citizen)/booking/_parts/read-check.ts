import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { priceWords, roomWords } from "#components/booking/booking-words.ts";
import { calendarWeekday, time, weekday } from "#components/copy/format.ts";
import type { Slot } from "#lib/booking/index.ts";
import { changeableUntil } from "#lib/booking/rules.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { markOf } from "../../../_entry/book-mark.ts";
import type { BookReading } from "../../../_entry/page.tsx";
import { typedBefore } from "../../../_entry/typed.ts";
import { facilityWords } from "../../../_entry/words.ts";
import { type Answers, startAddress, stepAddress } from "./answers.ts";
import type { serviceOf } from "./offered.ts";

/** The answers of a booking line by line, the facility's rules in words, and what was written already. */
export async function checkWords(
  { ctx, session }: BookReading,
  answers: Answers,
  { service, terms }: Awaited<ReturnType<typeof serviceOf>>,
  slot: Slot,
) {
  const t = await getTranslations("booking");
  const locale = await getLocale();
  const { facilityName } = await facilityWords(await facilityNames(ctx.app));
  const facility = facilityName(service.facilityCode);
  const anew: Answers = { ...answers, key: undefined };
  const change = (href: Route) => ({
    href,
    label: t("ask.change"),
  });
  const until = changeableUntil(slot.startsAt, terms.cancelMinutes);
  const kept = await typedBefore();
  const { why } = answers;
  return {
    facility,
    rows: [
      {
        question: t("ask.rows.whom"),
        answer: displayName(session.book?.name ?? session.name),
        ...(session.book?.role === "helper" ? {} : { change: change(startAddress(anew)) }),
      },
      ...(why
        ? [
            {
              question: t("ask.rows.why"),
              answer: t(`reasons.${why}`),
              change: change(stepAddress("why", anew)),
            },
          ]
        : []),
      {
        question: t("ask.rows.where"),
        answer: `${service.departmentName}, ${facility}`,
        change: change(stepAddress("where", anew)),
      },
      ...(service.name === service.departmentName
        ? []
        : [{ question: t("ask.rows.service"), answer: service.name }]),
      {
        question: t("ask.rows.when"),
        answer: `${calendarWeekday(slot.day, locale)}, ${time(slot.startsAt)}`,
        change: change(stepAddress("day", anew)),
      },
      { question: t("ask.rows.room"), answer: roomWords(slot) },
      { question: t("ask.rows.price"), answer: await priceWords(service) },
    ],
    rules: [
      until > ctx.now
        ? t("ask.cancelUntil", { time: time(until), day: weekday(until, locale) })
        : t("ask.cancelPast"),
      ...(terms.noShowLimit === null
        ? []
        : [
            t("ask.noShow", {
              facility,
              count: terms.noShowLimit,
              days: terms.noShowDays,
              pause: terms.noShowPauseDays,
            }),
          ]),
    ],
    // Written for another book, it is not shown in this one.
    written: kept.bookInHand === markOf(ctx) ? kept.reason : undefined,
  };
}
