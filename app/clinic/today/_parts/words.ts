import { getTranslations } from "next-intl/server";
import type { DayLine } from "#components/booking/day-list.tsx";
import { time } from "#components/copy/format.ts";
import type { TagLine } from "#components/ui/tag.tsx";
import type { DayVisit } from "#lib/booking/index.ts";
import type { Status } from "#lib/booking/rules.ts";
import { displayName } from "#lib/identity/rules.ts";

const tagLines: Record<Status, TagLine> = {
  booked: "dotted",
  "checked-in": "thin",
  called: "dashed",
  seeing: "filled",
  done: "filled",
  "no-show": "thin",
  cancelled: "thin",
};

/** How long, in minutes and hours. */
export async function lengthWords() {
  const t = await getTranslations("today");
  return (milliseconds: number) => {
    const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
    if (minutes < 60) return t("minutes", { count: minutes });
    return t("hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  };
}

/** The tag of a standing. */
export async function standingTag() {
  const t = await getTranslations("today");
  return (status: Status) => ({ words: t(`tags.${status}`), line: tagLines[status] });
}

/** A visit as a line of the list. */
export async function lineWords(o: {
  now: Date;
  roomName: (roomId: string) => string | null;
  hrefOf: (id: string) => DayLine["href"];
  chosen?: string;
}) {
  const t = await getTranslations("today");
  const [length, tag] = await Promise.all([lengthWords(), standingTag()]);
  return (visit: DayVisit): DayLine => {
    const waits = visit.status === "checked-in" || visit.status === "called";
    const overdue = visit.status === "booked" && (visit.endsAt ?? visit.startsAt) < o.now;
    return {
      key: visit.appointmentId,
      number: visit.number,
      time: visit.source === "walk-in" ? t("noTime") : time(visit.startsAt),
      href: o.hrefOf(visit.appointmentId),
      name: displayName(visit.name),
      born: visit.born ? t("born", { year: visit.born.slice(0, 4) }) : null,
      reason: visit.reason || (visit.serviceName ?? ""),
      tag: tag(visit.status),
      more:
        visit.status === "booked" && visit.lateMinutes
          ? t("late", { minutes: visit.lateMinutes })
          : visit.calls > 1 && waits
            ? t("calledTimes", { count: visit.calls })
            : overdue
              ? t("overdue")
              : null,
      waited: waits && visit.checkedInAt ? length(o.now.getTime() - visit.checkedInAt.getTime()) : null,
      room: o.roomName(visit.roomId),
      chosen: visit.appointmentId === o.chosen,
    };
  };
}
