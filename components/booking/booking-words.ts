import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { money } from "#components/payment/fee-words.ts";

export const passAddress = (appointmentId: string) => `/booking/${appointmentId}` as Route;
/** Where something is done with one visit. */
export const visitStep = (appointmentId: string, step: "move" | "cancel" | "late" | "calendar") =>
  `/booking/${appointmentId}/${step}` as Route;
export const offerAddress = (offerId: string) => `/booking/offers/${offerId}` as Route;

/** What somebody waits for: another time than the visit that they keep, or a place of a service. */
export const waitAddress = (asked: { appointmentId: string } | { serviceId: string; untilOn?: string }) =>
  `/booking/waits/new?${new URLSearchParams("appointmentId" in asked ? { appointment: asked.appointmentId } : { service: asked.serviceId, ...(asked.untilOn ? { until: asked.untilOn } : {}) })}` as Route;

type Slip = { encounterId: string; facilityCode: string; on: string };
/** Đặt lịch khám lại: with place and day of a follow-up slip, so that only the time is asked. */
export const followUpAddress = ({ encounterId, facilityCode, on }: Slip) =>
  `/booking/new?${new URLSearchParams({ origin: "follow-up", ref: encounterId, why: "follow-up", facility: facilityCode, day: on })}` as Route;
/** Đặt lịch theo giấy chuyển tuyến: at the place that it names. */
export const referralAddress = ({ encounterId, facilityCode }: Omit<Slip, "on">) =>
  `/booking/new?${new URLSearchParams({ origin: "referral", ref: encounterId, facility: facilityCode })}` as Route;

/** What it costs, as the facility stated it; nothing is reckoned from a card. */
export async function priceWords(cost: {
  priceVnd: bigint | null;
  insuredVnd: bigint | null;
}): Promise<string> {
  const t = await getTranslations("booking.price");
  const { priceVnd, insuredVnd } = cost;
  if (priceVnd === null) return t("unsaid");
  if (priceVnd === 0n) return t("free");
  if (insuredVnd === null) return t("priceOnly", { price: money(priceVnd) });
  return t("both", { price: money(priceVnd), insured: money(insuredVnd) });
}

/** 1 giờ 20 phút: how long until `until`, in words; the minute that has begun is counted. */
export async function timeLeft(until: Date, now: Date): Promise<string> {
  const t = await getTranslations("booking.left");
  const all = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
  const [hours, minutes] = [Math.floor(all / 60), all % 60];
  if (hours === 0) return t("minutes", { minutes });
  return minutes === 0 ? t("hours", { hours }) : t("both", { hours, minutes });
}

/** Số 4, tầng 1 */
export const roomWords = ({ roomName, roomPlace }: { roomName: string; roomPlace: string | null }) =>
  roomPlace ? `${roomName}, ${roomPlace}` : roomName;

/** A way to a place on a map, as a plain link: a point where the facility entered one, else its address. */
export function mapAddress(
  point: { latitude: number; longitude: number } | null,
  address: string | null,
): string | null {
  const query = point ? `${point.latitude},${point.longitude}` : address;
  return query ? `https://www.google.com/maps/search/?${new URLSearchParams({ api: "1", query })}` : null;
}
