import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { passAddress, visitStep } from "#components/booking/booking-words.ts";
import { Pass } from "#components/booking/pass.tsx";
import { calendarDay, moment, time } from "#components/copy/format.ts";
import { visitAddress } from "#components/record/address.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { type Appointment, listSteps } from "#lib/booking/index.ts";
import { isLiving } from "#lib/booking/rules.ts";
import { displayName } from "#lib/identity/rules.ts";
import { QueueToday } from "../../../_booking/queue-today.tsx";
import { Aloud } from "../../../_entry/aloud.tsx";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { InviteToInstall } from "../../../_install/invite.tsx";
import { againAddress } from "../_parts/again.ts";
import { readVisit } from "../_parts/read-visit.ts";
import { Acts } from "./_parts/acts.tsx";
import { Fee } from "./_parts/fee.tsx";
import { News } from "./_parts/news.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("pass.title") };
}

/** How the visit stands, in one sentence under the title; a cancelled one says so above. */
function leadOf({ status, day, stranded }: Appointment, today: string) {
  if (status === "cancelled" || stranded) return null;
  if (status !== "booked") return status;
  return day < today ? "over" : day === today ? "today" : "booked";
}

const bys = ["helper", "desk", "portal", "walk-in"] as const;

/** Phiếu khám: everything for the day, until the record of the visit comes and this page leads to it. */
export default citizenPage(
  ({ id }) => passAddress(encodeURIComponent(id ?? "")),
  async ({ ctx, params, search }) => {
    const t = await getTranslations("booking");
    const locale = await getLocale();
    const given = await readVisit(ctx, params.id);
    const { visit, facility, place, book } = given;
    const steps = await listSteps(book, visit.appointmentId);
    const expected = isLiving(visit.status) && visit.day >= ctx.today;
    const isToday = visit.day === ctx.today;
    const lead = leadOf(visit, ctx.today);
    const source = bys.find((one) => one === visit.source);
    const by = visit.bookedByName ? displayName(visit.bookedByName) : "";
    const booked = {
      when: moment(visit.bookedAt, locale),
      name: by,
    };
    return (
      <BookPage back={{ href: "/booking" as Route, label: t("title") }}>
        <PageTitle aloud={<Aloud />} below={lead && !search.done ? t(`pass.lead.${lead}`) : undefined}>
          {t("pass.title")}
        </PageTitle>
        <News visit={visit} facility={facility} steps={steps} search={search} />
        {visit.encounterId ? (
          <div className="pb-6">
            <Callout kind="note" level={2} title={t("pass.record")}>
              <p className="pb-3">{t("pass.recordText")}</p>
              <Button href={visitAddress(visit.encounterId)}>{t("pass.recordOpen")}</Button>
            </Callout>
          </div>
        ) : null}
        {visit.status === "cancelled" ? (
          <Section
            title={t("pass.cancelled.was", { day: calendarDay(visit.day), time: time(visit.startsAt) })}
          >
            <LeaderList
              facts={[
                { noun: t("pass.department"), fact: visit.departmentName },
                { noun: t("ask.rows.where"), fact: facility },
              ]}
            />
          </Section>
        ) : (
          <Pass visit={visit} facility={facility} address={place?.address ?? null} />
        )}
        {expected && !visit.stranded ? (
          <p className="pt-4 text-ink-2 text-second">
            {t("pass.about")} {isToday ? null : t("pass.aboutQueueDay", { day: calendarDay(visit.day) })}
          </p>
        ) : null}
        {expected && isToday ? (
          <QueueToday book={book} appointmentId={visit.appointmentId} now={ctx.now} />
        ) : null}
        {visit.lateMinutes && isToday ? (
          <p className="pt-2 font-semibold">{t("pass.lateTold", { minutes: visit.lateMinutes })}</p>
        ) : null}
        {expected ? (
          <>
            {(visit.bring?.length ?? 0) > 0 || visit.warningTitle ? (
              <Section title={t("pass.bring")}>
                <BulletList items={visit.bring ?? []} />
                {visit.warningTitle ? (
                  <div className="pt-4">
                    <Callout kind="warn" title={visit.warningTitle}>
                      <p>{visit.warningText}</p>
                    </Callout>
                  </div>
                ) : null}
              </Section>
            ) : null}
            <Section title={t("pass.arrive")}>
              <ArrivalSteps steps={place?.arrival?.split("\n") ?? [t("pass.arriveQr")]} />
            </Section>
            {visit.stranded ? null : <Fee {...given} own={ctx.inHand.as === "own"} now={ctx.now} />}
          </>
        ) : null}
        {visit.status === "cancelled" ? <Fee {...given} own={ctx.inHand.as === "own"} now={ctx.now} /> : null}
        {visit.reason ? (
          <Section title={t("pass.words")}>
            <p className="whitespace-pre-line wrap-anywhere" data-print="no">
              {visit.reason}
            </p>
          </Section>
        ) : null}
        {expected ? (
          <Acts given={given} isToday={isToday && visit.status === "booked"} />
        ) : (
          <div className="mt-10" data-print="no">
            <Stack>
              <Button kind={visit.encounterId ? "second" : "main"} href={againAddress(visit)}>
                {t("pass.again")}
              </Button>
              {visit.status === "cancelled" ? (
                <Button
                  kind="second"
                  icon="add-to-calendar"
                  href={visitStep(visit.appointmentId, "calendar")}
                >
                  {t("pass.calendarOff")}
                </Button>
              ) : null}
            </Stack>
            {visit.status === "done" && !visit.encounterId ? (
              <p className="pt-4 text-ink-2 text-second">{t("pass.recordWait")}</p>
            ) : null}
          </div>
        )}
        <p className="pt-4 text-ink-2 text-second">
          {t(`pass.by.${source ?? (by ? "relative" : "app")}`, booked)}
        </p>
        {search.done === "booked" ? <InviteToInstall path={passAddress(visit.appointmentId)} /> : null}
      </BookPage>
    );
  },
  "booking",
);

/** What the facility asks of whoever arrives, in its own words and order. */
function ArrivalSteps({ steps }: { steps: readonly string[] }) {
  if (steps.length === 1) return <p>{steps[0]}</p>;
  return (
    <ol>
      {steps.map((step, place) => (
        <li key={step} className="flex gap-4 border-rule border-b py-3 last:border-b-0">
          <span className="w-[1.25rem] shrink-0 text-section" aria-hidden="true">
            {place + 1}
          </span>
          <span className="min-w-0 flex-1">{step}</span>
        </li>
      ))}
    </ol>
  );
}
