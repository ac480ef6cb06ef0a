import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { deskOpeningOf, openingWords } from "#components/consent/opening-words.ts";
import { time } from "#components/copy/format.ts";
import { LogEntry } from "#components/ui/log-entry.tsx";
import type { OpeningGroup } from "#lib/consent/rules.ts";
import type { DeskOpening, OpeningDoubt, OpeningReview } from "#lib/opening/index.ts";

type Props = {
  groups: readonly OpeningGroup[];
  /** What stands behind openings at desks, and what the person asked about. */
  behind: {
    openings: readonly DeskOpening[];
    reviews: readonly OpeningReview[];
    doubts: readonly OpeningDoubt[];
  };
  /** Who reads: nobody doubts an opening of their own. */
  reader: string;
};

/** The openings of one day, each with the way to say that one does not know it. */
export async function Entries({ groups, behind, reader }: Props) {
  const t = await getTranslations("opening");
  const words = openingWords(await getTranslations("consent"));
  const known = new Set(["justified", "not-justified"]);
  const emergencyOf = (group: OpeningGroup) => {
    const id = deskOpeningOf(group.basis);
    const opening = behind.openings.find((one) => one.openingId === id);
    if (opening?.kind !== "emergency") return undefined;
    const review = behind.reviews.find((one) => one.openingId === id);
    const verdict = review && known.has(review.verdict) ? review.verdict : "none";
    return {
      tag: t("log.emergencyTag"),
      reason: (
        <>
          <span className="block pb-1 wrap-anywhere">{t("log.reason", { reason: opening.reason })}</span>
          {t("log.told", { at: time(opening.openedAt) })}{" "}
          {t(`log.review.${verdict as "none"}`, { reason: review?.reason ?? "" })}
        </>
      ),
    };
  };
  const doubtOf = (group: OpeningGroup) => {
    if (group.own || group.actorKind === "system" || group.actorId === reader) return undefined;
    const doubt = behind.doubts.find((one) => group.logIds.includes(one.logId));
    return doubt
      ? { href: `/consent/access-log/doubts/${doubt.doubtId}` as Route, label: t("log.doubted") }
      : { href: `/consent/access-log/doubts/new/${group.logId}` as Route, label: t("log.doubt") };
  };
  return (
    <ul>
      {groups.map((group) => (
        <LogEntry
          key={group.logId}
          time={time(group.until)}
          {...words(group)}
          emergency={emergencyOf(group)}
          doubt={doubtOf(group)}
        />
      ))}
    </ul>
  );
}
