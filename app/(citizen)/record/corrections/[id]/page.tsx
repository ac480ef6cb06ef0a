import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, day, moment } from "#components/copy/format.ts";
import { CaseSteps } from "#components/correction/case-steps.tsx";
import { CaseTalk } from "#components/correction/case-talk.tsx";
import { caseWords, spelledCode } from "#components/correction/case-words.ts";
import { Sides } from "#components/correction/sides.tsx";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { CareCard } from "#components/ui/care-card.tsx";
import { ConfirmationPanel } from "#components/ui/confirmation-panel.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { doseAddress } from "#components/vaccination/dose-words.ts";
import { noteRefusal, openBookInHand } from "#lib/consent/index.ts";
import { findCase, usualAnswerDays } from "#lib/correction/index.ts";
import { mayAppealUntil, reactionSigns, stepsOf } from "#lib/correction/rules.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { faultWords, idOf } from "../_parts/asked.ts";
import { leadOf } from "../_parts/lead.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("correction"))("title") };
}

const dones = ["added", "withdrawn", "appealed", "already"] as const;

/** Một lời báo sai: by when it is answered, what both sides say, how far it is, what was written, and what one may do. */
export default citizenPage(
  ({ id }) => `/record/corrections/${id}`,
  async ({ ctx, params, search }) => {
    const caseId = idOf(params.id);
    const t = await getTranslations("correction");
    const locale = await getLocale();
    const reactions = await getTranslations("vaccination.reaction");
    const words = await caseWords();
    const book = await openBookInHand(ctx, "corrections");
    const [found, names] = await Promise.all([findCase(book, caseId), facilityNames(ctx.app)]);
    if (!found) {
      await noteRefusal(ctx, "not-in-this-book", `case ${caseId}`);
      throw new NotFound();
    }
    const { state, events } = found;
    const usual =
      state.facilityCode && !state.closedAt ? await usualAnswerDays(ctx, state.facilityCode) : null;
    const { facilityName } = await facilityWords(names);
    const whoOf = (code: string | null) => (code ? facilityName(code) : t("authority"));
    const upper = (text: string) => text.replace(/^./u, (letter) => letter.toLocaleUpperCase("vi"));
    const owner = upper(whoOf(state.facilityCode));
    const fault = await faultWords(search.fault);
    const done = dones.find((one) => one === search.done);
    const until = mayAppealUntil(state, ctx.today);
    const here = `/record/corrections/${caseId}`;
    const lead = await leadOf(state, ctx.today, (code) => upper(whoOf(code)));
    const sent = search.done === "sent" && !state.closedAt;
    return (
      <BookPage back={{ href: "/record/corrections", label: t("listTitle") }} tab="none">
        {state.kind === "reaction" && state.reason === "danger-signs" && !state.closedAt ? (
          <div className="pb-6">
            <CareCard
              kind="urgent"
              level={2}
              title={reactions("urgent")}
              items={reactionSigns.danger.map((sign) => reactions(`sign.${sign}`))}
            />
          </div>
        ) : null}
        <PageTitle below={t("code", { code: spelledCode(state.code), day: day(state.sentAt) })}>
          {words.title(state)}
        </PageTitle>
        {sent ? (
          <div role="status">
            <ConfirmationPanel
              level={2}
              title={t("done.sent", { who: owner })}
              second={`${spelledCode(state.code)}, ${moment(state.sentAt, locale)}`}
            />
            <h2 className="pt-6 text-section">{t("next.title")}</h2>
            <BulletList
              items={[
                t("next.receive", { who: owner, day: calendarDay(state.replyDueOn) }),
                t(state.facilityCode ? "next.answer" : "next.answerBy", {
                  who: owner,
                  day: calendarDay(state.mendDueOn),
                }),
                t("next.told"),
              ]}
            />
          </div>
        ) : null}
        {done ? <Notice title={t(`done.${done}`)} /> : null}
        {fault ? <Notice alert title={fault} /> : null}
        {sent ? null : (
          <p>
            {lead.standing ? <strong className="font-semibold">{lead.standing}. </strong> : null}
            {lead.text}
          </p>
        )}
        {usual ? <p className="pt-2 text-ink-2">{t("lead.usual", { who: owner, days: usual })}</p> : null}
        <Sides state={state} events={events} whoOf={(code) => upper(whoOf(code))} />
        {state.kind === "missing-dose" && state.answer === "mended" && state.closedAt ? (
          <LinkLine href={doseAddress(caseId)} label={t("doseDone")} />
        ) : null}
        <Section title={t("steps.title")}>
          <CaseSteps state={state} steps={stepsOf(state, events)} whoOf={(code) => upper(whoOf(code))} />
          <p className="pt-6 text-quiet text-small">{t("law")}</p>
        </Section>
        <CaseTalk events={events} caseId={caseId} own whoOf={(code) => upper(whoOf(code))} />
        {state.closedAt ? null : (
          <div className="grid gap-4 pt-8">
            <Button kind="second" href={`${here}/add` as Route}>
              {t("add")}
            </Button>
            <p className="text-center">
              <Button kind="plain" href={`${here}/withdraw` as Route}>
                {t("withdraw")}
              </Button>
            </p>
          </div>
        )}
        {until ? (
          <div className="pt-8">
            <p className="pb-3">{t("appealUntil", { day: calendarDay(until) })}</p>
            <Button kind="second" href={`${here}/appeal` as Route}>
              {t("appeal")}
            </Button>
          </div>
        ) : null}
      </BookPage>
    );
  },
  "record",
);
