import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { passAddress } from "#components/booking/booking-words.ts";
import { calendarFile } from "#components/booking/calendar-file.ts";
import { webEnv } from "#lib/platform/env.ts";
import { NotFound, SignedOut } from "#lib/platform/errors.ts";
import { currentCitizen } from "../../../../_entry/actor.ts";
import { nothing } from "../../../../_entry/nothing.ts";
import { readVisit } from "../../_parts/read-visit.ts";

type Place = { params: Promise<{ id: string }> };
/** How long a visit is held for in a calendar when its time is no longer in the schedule. */
const USUAL_MINUTES = 20;

/** Thêm vào lịch điện thoại: the visit as a calendar file, without a word of why; fetched again it takes the place of the former. */
export async function GET(_: Request, { params }: Place): Promise<Response> {
  const { id } = await params;
  try {
    const { ctx } = await currentCitizen();
    const { visit, facility, place } = await readVisit(ctx, id);
    const t = await getTranslations("booking.calendar");
    const address = `${webEnv().publicUrl}${passAddress(visit.appointmentId)}`;
    const file = calendarFile({
      appointmentId: visit.appointmentId,
      version: visit.version,
      startsAt: visit.startsAt,
      endsAt: visit.endsAt ?? new Date(visit.startsAt.getTime() + USUAL_MINUTES * 60_000),
      changedAt: visit.changedAt,
      cancelled: visit.status === "cancelled",
      summary: t("summary", { facility }),
      location: [facility, place?.address].filter(Boolean).join(", "),
      description: t("description", { address }),
      address,
    });
    return new Response(file, {
      headers: {
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": `attachment; filename="lich-kham-${visit.day}.ics"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (error instanceof SignedOut)
      redirect(`/sign-in?next=${encodeURIComponent(`/booking/${encodeURIComponent(id)}`)}` as Route);
    if (error instanceof NotFound) return nothing(404);
    throw error;
  }
}
