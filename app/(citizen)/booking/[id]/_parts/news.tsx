import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { visitStep } from "#components/booking/booking-words.ts";
import { moment, time, weekday } from "#components/copy/format.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ConfirmationPanel } from "#components/ui/confirmation-panel.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Appointment, listSteps } from "#lib/booking/index.ts";
import type { Params } from "../../../../_entry/page.tsx";

type Step = Awaited<ReturnType<typeof listSteps>>[number];
type Props = { visit: Appointment; facility: string; steps: readonly Step[]; search: Params };

const panels = ["booked", "moved", "taken"] as const;
const notes = ["late", "on-time", "waiting"] as const;
const faults = ["too-late", "not-open", "not-today", "paused", "no-service", "failed"] as const;

/** What a move of the facility says of itself; null for any other step. */
const Moved = z.object({
  from: z.coerce.date(),
  because: z.string().optional().catch(undefined),
});
function movedByFacility(steps: readonly Step[]) {
  const last = steps.findLast((one) => one.what === "moved");
  if (!last || (last.actorKind !== "staff" && last.actorKind !== "facility")) return null;
  return Moved.safeParse(last.details).data ?? null;
}

/** Above the pass: what was just done, what could not be done, what the facility did. */
export async function News({ visit, facility, steps, search }: Props) {
  const t = await getTranslations("booking.pass");
  const locale = await getLocale();
  const day = weekday(visit.startsAt, locale);
  const said = { day, time: time(visit.startsAt), number: visit.number };
  const panel = panels.find((one) => one === search.done);
  const note = notes.find((one) => one === search.done);
  const fault = faults.find((one) => one === search.fault);
  const moved = visit.status === "booked" ? movedByFacility(steps) : null;
  const { cancelledBy, cancelledAt, cancelledBecause } = visit;
  return (
    <>
      {panel && visit.status === "booked" ? (
        <div role="status" className="pb-6">
          <ConfirmationPanel
            level={2}
            title={t(`done.${panel}`)}
            second={
              <>
                <p>{t("doneWhen", said)}</p>
                <p>{t("doneNumber", said)}</p>
              </>
            }
          />
          <h2 className="pt-4 text-line-title">{t("next")}</h2>
          <BulletList items={[t("nextSave"), t("nextRemind"), t("nextFind")]} />
          <LinkLine href={"/messages/settings#push" as Route} label={t("tellHere")} />
        </div>
      ) : null}
      {note && visit.status === "booked" ? (
        <Notice title={t(`done.${note}`, { minutes: visit.lateMinutes ?? 0 })} />
      ) : null}
      {search.done === "already" ? (
        <Notice title={t("already")}>
          <p>{t("alreadyText")}</p>
        </Notice>
      ) : null}
      {fault ? <Notice alert title={t(`faults.${fault}`)} /> : null}
      {visit.stranded && visit.status === "booked" ? (
        <div className="pb-6">
          <Callout kind="warn" level={2} title={t("stranded")}>
            <p className="pb-3">{t("strandedText", { facility })}</p>
            <Button href={visitStep(visit.appointmentId, "move")}>{t("strandedMove")}</Button>
          </Callout>
        </div>
      ) : moved && !panel ? (
        <div className="pb-6">
          <Callout kind="warn" level={2} title={t("movedBy")}>
            <p>
              {t("movedByText", {
                from: moment(moved.from, locale),
                now: moment(visit.startsAt, locale),
              })}
            </p>
            {moved.because ? <p>{t("movedBecause", { because: moved.because })}</p> : null}
          </Callout>
        </div>
      ) : null}
      {visit.status === "cancelled" ? (
        <div role={cancelledBy === "citizen" ? "status" : undefined} className="pb-6">
          <Callout
            kind={cancelledBy === "facility" ? "warn" : "note"}
            level={2}
            title={t(`cancelled.${cancelledBy ?? "system"}`)}
          >
            {cancelledAt ? <p>{t("cancelled.at", { when: moment(cancelledAt, locale) })}</p> : null}
            {cancelledBecause ? <p>{t("cancelled.because", { because: cancelledBecause })}</p> : null}
          </Callout>
        </div>
      ) : null}
    </>
  );
}
