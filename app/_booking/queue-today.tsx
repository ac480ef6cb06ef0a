import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { QueueNow } from "#components/booking/queue-now.tsx";
import { Section } from "#components/ui/section.tsx";
import { queueOf } from "#lib/booking/index.ts";
import type { Book } from "#lib/consent/index.ts";

type Props = { book: Book; appointmentId: string; now: Date };

/** Hàng chờ lúc này, on the page of a visit, on its day: followed by itself where scripts run. */
export async function QueueToday({ book, appointmentId, now }: Props) {
  const t = await getTranslations("queue");
  const queue = await queueOf(book, appointmentId, now);
  if (!queue) return null;
  const words = {
    next: t("next"),
    lastCalled: t("lastCalled"),
    noneCalled: t("noneCalled"),
    before: t("before"),
    people: t.raw("people"),
    nobody: t("nobody"),
    turn: t("turn"),
    range: t.raw("range"),
    by: { visits: t("by.visits"), plan: t("by.plan") },
    fresh: t.raw("fresh"),
    live: t("live"),
    again: t("again"),
  };
  const standing = {
    booked: t("standing.booked"),
    "checked-in": t("standing.checked-in"),
    called: t("standing.called"),
    seeing: t("standing.seeing"),
    done: t("standing.done"),
    "no-show": t("standing.no-show"),
    cancelled: t("standing.cancelled"),
  };
  return (
    <Section title={t("title")} id="queue">
      <QueueNow
        first={queue.view}
        address={`/booking/${appointmentId}/queue`}
        page={`/booking/${appointmentId}#queue` as Route}
        words={{ ...words, standing }}
      />
    </Section>
  );
}
