import { getLocale, getTranslations } from "next-intl/server";
import { time, weekdayName } from "#components/copy/format.ts";
import { TaskRow } from "#components/ui/task-row.tsx";
import type { Appointment } from "#lib/booking/index.ts";
import { passAddress } from "./booking-words.ts";
import { tearOff } from "./tear-off.ts";

export type VisitToCome = Pick<
  Appointment,
  "appointmentId" | "day" | "startsAt" | "serviceName" | "departmentName" | "facilityCode" | "stranded"
>;

/** A visit to come on its tear-off date: what, when and where; and that it is today, or needs another time. */
export async function VisitRow({
  visit,
  facility,
  today,
}: {
  visit: VisitToCome;
  facility: string;
  today: string;
}) {
  const t = await getTranslations("booking.row");
  const locale = await getLocale();
  const { appointmentId, day, startsAt, serviceName, departmentName, stranded } = visit;
  return (
    <TaskRow
      date={await tearOff(day)}
      title={serviceName ?? departmentName}
      href={passAddress(appointmentId)}
      second={t("second", {
        weekday: weekdayName(startsAt, locale),
        time: time(startsAt),
        department: departmentName,
        facility,
      })}
      due={stranded ? t("stranded") : day === today ? t("todayTag") : undefined}
    />
  );
}
