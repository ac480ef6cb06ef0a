import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { calendarDay, moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Field } from "#components/ui/field.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { findIncident, type Incident, listAffected } from "#lib/incident/index.ts";
import { clockOf } from "#lib/incident/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { ClockTag } from "../_parts/clock.tsx";
import { close, count, report, tell } from "../actions.ts";

const SHOWN = 50;
const dones = ["counted", "reported", "told", "closed"] as const;

export async function generateMetadata() {
  return { title: (await getTranslations("incidents"))("title") };
}

/** Một sự cố: the clock, whom it concerns, and the four things there are to do. */
export default deskPage(
  "authority",
  ({ incidentId }) => `/authority/incidents/${z.uuid().safeParse(incidentId).data ?? ""}`,
  async ({ ctx, params, search, frame, facilityName }) => {
    const id = z.uuid().safeParse(params.incidentId);
    if (!id.success) throw new NotFound();
    const t = await getTranslations("incidents");
    const locale = await getLocale();
    const desk = await openDesk(ctx, "answer-incidents", "incidents", id.data);
    const incident = await findIncident(desk, id.data);
    if (!incident) throw new NotFound();
    const affected = await listAffected(desk, id.data, SHOWN);
    const done = dones.find((one) => one === search.done);
    const wrong = search.wrong
      ? t(
          `faults.${search.wrong === "untold" ? "untold" : search.wrong === "in-the-future" ? "in-the-future" : search.wrong.startsWith("fields") ? "empty" : "failed"}`,
        )
      : null;
    const { dueAt } = clockOf(incident, ctx.now);
    const about =
      incident.scope === "facility"
        ? facilityName(incident.about ?? "")
        : (incident.about ?? t("scopes.everybody"));
    return (
      <DeskFrame {...frame} title={t("one")} below={incident.what}>
        {done ? <Notice title={t(`done.${done}`)} /> : null}
        {wrong ? <Notice alert title={wrong} /> : null}
        <div className="max-w-column">
          <p className="pb-3">
            <ClockTag incident={incident} now={ctx.now} />
          </p>
          <LeaderList
            facts={[
              { noun: t("known"), fact: moment(incident.knownAt, locale) },
              { noun: t("due"), fact: moment(dueAt, locale), strong: !incident.reportedAt },
              { noun: t("from"), fact: moment(incident.fromAt, locale) },
              { noun: t("to"), fact: moment(incident.toAt, locale) },
              { noun: t("scope"), fact: about },
              { noun: t("registeredBy"), fact: incident.registeredByName },
            ]}
          />
          <p className="pt-3 text-ink-2 text-second">{t("law")}</p>
        </div>
        <Section title={t("affected")} aside={t("affectedCount", { count: incident.people })}>
          <DataTable
            caption={t("affected")}
            columns={[
              { head: t("name") },
              { head: t("openings"), number: true },
              { head: t("last"), tight: true },
              { head: t("toldAt"), tight: true },
            ]}
            rows={affected.map((one, place) => ({
              key: String(place),
              cells: [
                <span key="name">
                  {one.name ? displayName(one.name) : t("nameless")}
                  {one.birthDate ? (
                    <span className="block text-ink-2 text-second">{calendarDay(one.birthDate)}</span>
                  ) : null}
                </span>,
                String(one.openings),
                moment(one.lastAt, locale),
                one.readAt ? t("hasRead") : one.toldAt ? moment(one.toldAt, locale) : t("untold"),
              ],
            }))}
            empty={t("affectedNone")}
          />
          {incident.people > SHOWN ? (
            <p className="pt-2 text-ink-2 text-second">{t("shown", { count: SHOWN })}</p>
          ) : null}
          <LinkLine href={`/authority/incidents/${id.data}/affected` as Route} label={t("csv")} />
          {incident.closedAt ? null : (
            <form action={count}>
              <input type="hidden" name="incidentId" value={id.data} />
              <Button kind="plain">{t("count")}</Button>
            </form>
          )}
        </Section>
        <div className="max-w-column pt-10">
          <Acts incident={incident} now={ctx.now} />
          <div className="pt-6">
            <LinkLine href="/authority/incidents" label={t("back")} />
          </div>
        </div>
      </DeskFrame>
    );
  },
);

/** What is left to do, each with its form; what was done, in words. */
async function Acts({ incident, now }: { incident: Incident; now: Date }) {
  const t = await getTranslations("incidents");
  const locale = await getLocale();
  const hidden = <input type="hidden" name="incidentId" value={incident.incidentId} />;
  // What the browser's own field wants: 2026-11-27T08:30, in Bình Sơn.
  const local = new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 16);
  return (
    <>
      <Section title={t("report")}>
        {incident.reportedAt ? (
          <p>
            {t("reportedText", {
              when: moment(incident.reportedAt, locale),
              ref: incident.reportedRef ?? "",
            })}
          </p>
        ) : (
          <form action={report}>
            {hidden}
            <Stack loose>
              <p>{t("reportText")}</p>
              <Field label={t("reportAt")} name="at" type="datetime-local" defaultValue={local} />
              <Field label={t("reportRef")} name="ref" maxLength={200} />
              <Button kind="second">{t("reportSend")}</Button>
            </Stack>
          </form>
        )}
      </Section>
      <Section title={t("tell")}>
        {incident.words ? (
          <p className="whitespace-pre-line border-rule border-l-4 pl-4">{incident.words}</p>
        ) : null}
        {incident.closedAt || (incident.words && incident.untold === 0) ? null : (
          <form action={tell} className="pt-4">
            {hidden}
            <Stack loose>
              {incident.words ? (
                <>
                  <p>{t("tellMore", { count: incident.untold })}</p>
                  <input type="hidden" name="words" value={incident.words} />
                </>
              ) : (
                <Field label={t("tellWords")} hint={t("tellHint")} name="words" lines={5} maxLength={1500} />
              )}
              <Button>{t("tellSend", { count: incident.untold })}</Button>
            </Stack>
          </form>
        )}
      </Section>
      <Section title={t("close")}>
        {incident.closedAt ? (
          <>
            <p>{t("closedText", { when: moment(incident.closedAt, locale) })}</p>
            <p className="whitespace-pre-line pt-2">{incident.done}</p>
          </>
        ) : (
          <form action={close}>
            {hidden}
            <Stack loose>
              <Field label={t("closeDone")} hint={t("closeHint")} name="done" lines={4} maxLength={2000} />
              <Button kind="final">{t("closeSend")}</Button>
            </Stack>
          </form>
        )}
      </Section>
    </>
  );
}
