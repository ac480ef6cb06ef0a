import { getTranslations } from "next-intl/server";
import { time } from "#components/copy/format.ts";
import { Tag, type TagLine } from "#components/ui/tag.tsx";
import type { Attendee } from "#lib/vaccination/index.ts";
import type { AttendeeStatus } from "#lib/vaccination/rules.ts";

const lines: Record<AttendeeStatus, TagLine> = {
  invited: "thin",
  came: "amber",
  fit: "amber",
  "put-off": "dashed",
  vaccinated: "filled",
  missed: "dotted",
};

/** How somebody stands, as a tag. */
export async function StatusTag({ status }: { status: AttendeeStatus }) {
  const t = await getTranslations("station.status");
  return <Tag line={lines[status]}>{t(status)}</Tag>;
}

/** What else is to be known of somebody on the list of a session. */
export async function attendeeWords(now: Date) {
  const t = await getTranslations("station");
  const watch = ({ watchedUntil, watchEndedAt }: Attendee) =>
    watchedUntil && !watchEndedAt
      ? t(watchedUntil > now ? "session.watchUntil" : "session.watchOver", { time: time(watchedUntil) })
      : null;
  const invitation = (one: Attendee): string => {
    if (!one.invitedAt) return t("invitation.own");
    if (one.callOutcome) return t(`invitation.${one.callOutcome as "reached"}`);
    if (one.isRead) return t("invitation.read");
    return t(one.waitsForCall ? "invitation.call" : "invitation.unread");
  };
  return { watch, invitation };
}
