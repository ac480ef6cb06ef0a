import { getLocale, getTranslations } from "next-intl/server";
import { qrShape } from "#components/consent/qr.tsx";
import { calendarWeekday, time } from "#components/copy/format.ts";
import { FigureNumber } from "#components/ui/figure-number.tsx";
import { LeaderRow } from "#components/ui/leader-row.tsx";
import { Paper } from "#components/ui/paper.tsx";
import type { Appointment } from "#lib/booking/index.ts";
import { passText, spacedCode } from "#lib/booking/rules.ts";
import { displayName } from "#lib/identity/rules.ts";
import { roomWords } from "./booking-words.ts";

type Props = {
  visit: Pick<
    Appointment,
    "number" | "code" | "citizenName" | "day" | "startsAt" | "departmentName" | "roomName" | "roomPlace"
  >;
  facility: string;
  address: string | null;
};

/** Phiếu khám: a cut-out of its frame is complete. Its QR holds the code alone. */
export async function Pass({ visit, facility, address }: Props) {
  const t = await getTranslations("booking.pass");
  const locale = await getLocale();
  const qr = qrShape(passText(visit.code));
  return (
    <Paper>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <FigureNumber noun={t("number")} size="queue">
          {visit.number}
        </FigureNumber>
        <svg
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          width="156"
          height="156"
          role="img"
          shapeRendering="crispEdges"
          className="size-[9.75rem] max-w-full shrink-0"
        >
          <title>{t("qr")}</title>
          <rect width={qr.size} height={qr.size} fill="#fff" />
          <path d={qr.path} fill="#000" />
        </svg>
      </div>
      <p className="pt-3 text-section wrap-anywhere">{displayName(visit.citizenName)}</p>
      <dl className="border-rule border-b pb-2 *:[&_dd]:font-semibold">
        <LeaderRow noun={t("day")} fact={calendarWeekday(visit.day, locale)} />
        <LeaderRow noun={t("time")} fact={time(visit.startsAt)} />
        <LeaderRow noun={t("department")} fact={visit.departmentName} />
        <LeaderRow noun={t("room")} fact={roomWords(visit)} />
        <LeaderRow noun={t("code")} fact={spacedCode(visit.code)} />
      </dl>
      <p className="pt-3 text-ink-2 text-second">{[facility, address].filter(Boolean).join(", ")}</p>
    </Paper>
  );
}
