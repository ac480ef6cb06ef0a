import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { calendarDay, day, moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmationPanel } from "#components/ui/confirmation-panel.tsx";
import { LongText } from "#components/ui/long-text.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { findRight, listRightEvents, type RightEvent, type RightRequest } from "#lib/rights/index.ts";
import { daysLeft, standingOf } from "#lib/rights/rules.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { withdraw } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("rights.request"))("title") };
}

async function Steps({ request, events }: { request: RightRequest; events: readonly RightEvent[] }) {
  const t = await getTranslations("rights.request");
  const locale = await getLocale();
  const standing = standingOf(request);
  const happened = events
    .filter(({ act }) => act !== "answered" && act !== "withdrawn")
    .map(({ act, at, actorName, words }) => ({
      title:
        act === "asked"
          ? t("step.asked")
          : act === "extended"
            ? t("step.extended")
            : t("step.takenBy", { name: actorName ?? "" }),
      second: [moment(at, locale), act === "extended" ? words : null].filter(Boolean).join(". "),
      standing: "done" as const,
    }));
  const by = (on: string) => t("step.by", { day: calendarDay(on) });
  const open = standing === "asked" || standing === "taken";
  return (
    <Timeline
      words={{ done: t("step.done"), now: t("step.now"), "to-come": t("step.to-come") }}
      steps={[
        ...happened,
        ...(standing === "asked"
          ? [{ title: t("step.taken"), second: by(request.replyBy), standing: "now" as const }]
          : []),
        ...(open
          ? [
              {
                title: t("step.answered"),
                second: by(request.dueOn),
                standing: standing === "taken" ? ("now" as const) : ("to-come" as const),
              },
            ]
          : []),
        ...(request.answeredAt
          ? [
              {
                title: t("step.answered"),
                second: moment(request.answeredAt, locale),
                standing: "done" as const,
              },
            ]
          : []),
      ]}
    />
  );
}

/** Một yêu cầu: its day in the first sentence, what I wrote, the answer, and the steps. */
export default citizenPage(
  ({ id }) => `/consent/requests/${id ?? ""}`,
  async ({ ctx, params, search }) => {
    const id = z.uuid().safeParse(params.id);
    if (!id.success) throw new NotFound();
    const t = await getTranslations("rights.request");
    const record = await getTranslations("record");
    const locale = await getLocale();
    const book = await openBookInHand(ctx, "rights");
    const [request, events] = await Promise.all([findRight(book, id.data), listRightEvents(book, id.data)]);
    if (!request) throw new NotFound();
    const left = daysLeft(request.dueOn, ctx.today);
    const dueDay = calendarDay(request.dueOn);
    const lead = request.answeredAt
      ? t("caseAnswered", { day: day(request.answeredAt) })
      : request.withdrawnAt
        ? t("caseWithdrawn", { day: day(request.withdrawnAt) })
        : left < 0
          ? t("caseLate", { day: dueDay, days: -left })
          : t("caseLead", { day: dueDay, left });
    const open = !request.answeredAt && !request.withdrawnAt;
    return (
      <BookPage back={{ href: "/consent/requests", label: t("title") }} tab="none">
        <PageTitle below={lead}>{t(`kinds.${request.kind}`)}</PageTitle>
        {search.done === "sent" && open ? (
          <div role="status" className="pb-6">
            <ConfirmationPanel title={t("sent")} second={moment(request.askedAt, locale)} level={2} />
          </div>
        ) : null}
        {search.done === "withdrawn" || search.done === "late" ? (
          <Notice
            kind={search.done === "late" ? "warn" : "note"}
            title={search.done === "late" ? t("withdrawLate") : t("withdrawDone")}
          />
        ) : null}
        {request.outcome && request.answeredAt ? (
          <Section title={t("answer")} aside={t(`outcomes.${request.outcome}`)}>
            <LongText more={record("readOn")}>{request.answer ?? ""}</LongText>
            <p className="pt-2 text-ink-2 text-second">
              {t("answeredBy", {
                name: request.answeredByName ?? "",
                when: moment(request.answeredAt, locale),
              })}
            </p>
            {request.outcome === "done" ? null : <p className="pt-2">{t("refusedText")}</p>}
          </Section>
        ) : null}
        <Section title={t("steps")}>
          <Steps request={request} events={events} />
        </Section>
        <Section title={t("yourWords")}>
          <LongText more={record("readOn")}>{request.about}</LongText>
        </Section>
        {open ? (
          <form action={withdraw} className="pt-8">
            <BookField />
            <input type="hidden" name="requestId" value={request.requestId} />
            <Button kind="second">{t("withdraw")}</Button>
          </form>
        ) : null}
      </BookPage>
    );
  },
  "representative",
);
