import type { Route } from "next";
import { followUpAddress, referralAddress } from "#components/booking/booking-words.ts";
import type { PaperDetail } from "#lib/record/index.ts";

/** Whether a paper says where to go next: a follow-up slip whose day is to come, or a referral. */
export const leadsToVisit = ({ kind, followUpOn, destinationFacility }: PaperDetail, today: string) =>
  (kind === "follow-up" && followUpOn !== null && followUpOn >= today) ||
  (kind === "referral" && destinationFacility !== null);

/** Where that visit is booked, with what the paper says filled in; null where its place takes no bookings. */
export function nextVisit(
  paper: PaperDetail,
  bookableAt: ReadonlySet<string>,
): { href: Route; word: "again" | "byReferral" } | null {
  const { encounterId, facilityCode, followUpOn, destinationFacility } = paper;
  if (paper.kind === "referral" && destinationFacility)
    return bookableAt.has(destinationFacility)
      ? { href: referralAddress({ encounterId, facilityCode: destinationFacility }), word: "byReferral" }
      : null;
  return followUpOn && bookableAt.has(facilityCode)
    ? { href: followUpAddress({ encounterId, facilityCode, on: followUpOn }), word: "again" }
    : null;
}
