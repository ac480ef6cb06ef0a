import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { type Change, clockOf, type PlanInputs } from "#lib/booking/index.ts";
import { weekdays } from "#lib/booking/inputs.ts";

type Row = { question: string; answer?: string };
type Names = { room(id: string | null): string; person(id: string | null): string | undefined };

/** What is about to be saved, line by line; null when what it changes is not there. */
export async function rowsOfChange(change: Change, entered: PlanInputs, names: Names): Promise<Row[] | null> {
  const t = await getTranslations("schedule");
  const f = await getTranslations("schedule.field");
  const hours = (one: { fromMinute: number; untilMinute: number }) =>
    one.fromMinute === 0 && one.untilMinute === 1440
      ? t("days.wholeDay")
      : t("sitting", { from: clockOf(one.fromMinute), until: clockOf(one.untilMinute) });
  const sitting = (one: {
    fromMinute: number;
    untilMinute: number;
    slotMinutes: number;
    capacity: number;
    reserve: number;
    practitionerId: string | null;
  }): Row[] => [
    { question: t("column.hours"), answer: hours(one) },
    {
      question: t("column.each"),
      answer: t("hours.each", { minutes: one.slotMinutes, capacity: one.capacity }),
    },
    { question: f("reserve"), answer: String(one.reserve) },
    { question: f("person"), answer: names.person(one.practitionerId) ?? f("personNone") },
  ];
  const room = (id: string | null): Row => ({ question: f("room"), answer: names.room(id) });
  const templateOf = (id: string) => entered.templates.find((one) => one.templateId === id);
  switch (change.what) {
    case "add-hours": {
      const { input } = change;
      return [
        room(input.roomId),
        {
          question: f("weekdays"),
          answer: weekdays
            .filter((one) => input.weekdays.includes(one))
            .map((one) => t(`weekday.${one}`))
            .join(", "),
        },
        ...sitting(input),
        { question: f("validFrom"), answer: calendarDay(input.validFrom) },
        ...(input.validUntil ? [{ question: f("validUntil"), answer: calendarDay(input.validUntil) }] : []),
      ];
    }
    case "change-hours": {
      const was = templateOf(change.input.templateId);
      return (
        (was && [
          room(was.roomId),
          { question: t("column.weekday"), answer: t(`weekday.${was.weekday as 1}`) },
          ...sitting(change.input),
          { question: f("validFrom"), answer: calendarDay(change.input.validFrom) },
        ]) ??
        null
      );
    }
    case "end-hours": {
      const was = templateOf(change.input.templateId);
      return (
        (was && [
          room(was.roomId),
          { question: t("column.weekday"), answer: t(`weekday.${was.weekday as 1}`) },
          { question: t("column.hours"), answer: hours(was) },
          { question: t("row.last"), answer: calendarDay(change.input.last) },
        ]) ??
        null
      );
    }
    case "close-days": {
      const { input } = change;
      return [
        room(input.roomId),
        { question: f("fromDay"), answer: calendarDay(input.fromDay) },
        ...(input.untilDay ? [{ question: t("row.last"), answer: calendarDay(input.untilDay) }] : []),
        { question: t("column.hours"), answer: hours(input) },
        { question: f("reason"), answer: input.reason },
      ];
    }
    case "extra-hours":
      return [
        room(change.input.roomId),
        { question: f("day"), answer: calendarDay(change.input.day) },
        ...sitting(change.input),
        { question: f("reason"), answer: change.input.reason },
      ];
    case "withdraw": {
      const was = entered.exceptions.find((one) => one.exceptionId === change.input.exceptionId);
      return (
        (was && [
          room(was.roomId),
          { question: f("day"), answer: calendarDay(was.day) },
          { question: t("column.hours"), answer: hours(was) },
        ]) ??
        null
      );
    }
    case "close-rooms":
      return [];
  }
}
