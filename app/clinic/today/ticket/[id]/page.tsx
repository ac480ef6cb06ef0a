import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { time, weekday } from "#components/copy/format.ts";
import { FigureNumber } from "#components/ui/figure-number.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Paper } from "#components/ui/paper.tsx";
import { findTicket } from "#lib/booking/index.ts";
import { spacedCode } from "#lib/booking/rules.ts";
import { openDesk } from "#lib/consent/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("today.ticket"))("title") };
}

/** Phiếu số: to print and to give to whoever came without booking. */
export default deskPage(
  "clinic",
  ({ id }) => `/clinic/today/ticket/${id ?? ""}`,
  async ({ ctx, params, frame }) => {
    const t = await getTranslations("today.ticket");
    const locale = await getLocale();
    const id = z.uuid().safeParse(params.id);
    if (!id.success) throw new NotFound();
    const ticket = await findTicket(await openDesk(ctx, "receive-people", "appointment", id.data), id.data);
    if (!ticket) throw new NotFound();
    return (
      <DeskFrame {...frame} title={t("title")}>
        <div className="max-w-[24rem]">
          <Paper>
            <div className="flex items-start justify-between gap-4">
              <FigureNumber noun={t("number")} size="queue">
                {ticket.number}
              </FigureNumber>
            </div>
            <p className="pt-2 text-line-title wrap-anywhere">{displayName(ticket.name)}</p>
            <LeaderList
              facts={[
                { noun: t("day"), fact: weekday(ticket.startsAt, locale as "vi") },
                { noun: t("room"), fact: [ticket.roomName, ticket.roomPlace].filter(Boolean).join(", ") },
                { noun: t("department"), fact: ticket.departmentName },
                { noun: t("around"), fact: ticket.slotId ? time(ticket.startsAt) : t("behind") },
                { noun: t("code"), fact: spacedCode(ticket.code) },
              ]}
            />
            <p className="pt-2 text-second">
              {frame.place}. {t("call")}
            </p>
          </Paper>
        </div>
        <div data-print="no" className="pt-6">
          <p className="text-ink-2 text-second">{t("print")}</p>
          <LinkLine href={"/clinic/today/walk-in" as Route} label={t("another")} />
          <LinkLine href={`/clinic/today?who=${id.data}` as Route} label={t("back")} />
        </div>
      </DeskFrame>
    );
  },
);
