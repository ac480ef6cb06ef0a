import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, day, moment } from "#components/copy/format.ts";
import { CaseTag, standingWords } from "#components/correction/case-tag.tsx";
import { CaseTalk } from "#components/correction/case-talk.tsx";
import { caseWords, spelledCode } from "#components/correction/case-words.ts";
import { DoseChanges } from "#components/correction/dose-changes.tsx";
import { StoodFacts } from "#components/correction/stood-facts.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { type CaseAtDesk, findCaseAtDesk } from "#lib/correction/index.ts";
import { isMissing, isOfDose, standingOfAnswer } from "#lib/correction/rules.ts";
import { displayName } from "#lib/identity/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../_entry/desk.tsx";
import { deskPage } from "../_entry/desk-page.tsx";
import type { Desk } from "../_entry/desk-places.ts";
import { idIn } from "../_warehouse/asked.ts";
import { AnswerForm, type CaseActions, SayForm, TakeForm } from "./case-forms.tsx";

/** What the last form led to. */
async function Said({ said }: { said: string | undefined }) {
  const t = await getTranslations("correctionDesk.said");
  if (!said) return null;
  const key = said as "done";
  return (
    <div role={said === "done" ? "status" : "alert"} id="said" className="pb-6">
      <Callout kind={said === "done" ? "note" : "warn"} level={2} title={t.has(key) ? t(key) : t("other")} />
    </div>
  );
}

async function Steps({
  events,
  whoOf,
}: Pick<CaseAtDesk, "events"> & { whoOf: (code: string | null) => string }) {
  const t = await getTranslations("correctionDesk");
  const locale = await getLocale();
  return (
    <Section title={t("history")}>
      <DataTable
        caption={t("history")}
        columns={[{ head: t("historyWhat") }, { head: t("historyWho") }, { head: t("historyWhen") }]}
        rows={events.map((event) => ({
          key: String(event.eventNo),
          cells: [
            t(`events.${event.what}`),
            event.actorKind === "staff"
              ? `${event.actorName}, ${whoOf(event.facilityCode)}`
              : t(`actors.${event.actorKind}`),
            moment(event.at, locale),
          ],
        }))}
      />
    </Section>
  );
}

/** Một lời báo sai at a desk: who reported it, what stands there, what they say, their papers, and the clerk's steps. */
export const correctionPage = (at: Desk, actions: CaseActions) =>
  deskPage(
    at,
    ({ caseId }) => `/${at}/corrections/${caseId ?? ""}`,
    async ({ ctx, params, search, frame, facilityName }) => {
      const caseId = idIn(params.caseId);
      if (!caseId) throw new NotFound();
      const t = await getTranslations("correctionDesk");
      const words = await caseWords();
      const said = await getTranslations("correction");
      const desk = await openDesk(ctx, "answer-corrections", "correction", caseId);
      const found = await findCaseAtDesk(desk, caseId);
      if (!found) throw new NotFound();
      const { state, events, person } = found;
      const { kind, facilityCode } = state;
      const whoOf = (code: string | null) => (code ? facilityName(code) : said("authority"));
      const own = state.takenBy === ctx.actor.id;
      const answerWords = state.answer
        ? isMissing(state.kind)
          ? await standingWords(state)
          : said(`standing.${standingOfAnswer(state)}`)
        : null;
      const theirs = at === "clinic" && state.appealedAt !== null;
      const photosAt = `/${at}/corrections/${caseId}/photos`;
      const photo = events.find((event) => event.what === "sent")?.attachmentId;
      const upper = (text: string) => text.replace(/^./u, (letter) => letter.toLocaleUpperCase("vi"));
      return (
        <DeskFrame
          {...frame}
          title={t("caseTitle", { kind: upper(words.kind(kind)), reason: words.reason(kind, state.reason) })}
          below={`${t("caseLead", { code: spelledCode(state.code), sent: day(state.sentAt) })} ${t("logged")}`}
        >
          <Said said={search.said} />
          <p className="pb-4">
            <CaseTag state={state} />
          </p>
          <div className="grid gap-x-10 desk:grid-cols-2 desk:*:mt-0">
            <Section title={t("person")}>
              <LeaderList
                facts={[
                  { noun: t("personName"), fact: person ? displayName(person.name) : t("personUnknown") },
                  { noun: t("personBirth"), fact: person ? calendarDay(person.birthDate) : undefined },
                  {
                    noun: isOfDose(kind) || kind === "reaction" ? t("dose.day") : t("visitDay"),
                    fact: state.happenedOn ? calendarDay(state.happenedOn) : undefined,
                  },
                  { noun: t("visitRef"), fact: state.claimRef ?? undefined },
                  { noun: t("facility"), fact: facilityCode ? facilityName(facilityCode) : undefined },
                  { noun: t("replyDue"), fact: calendarDay(state.replyDueOn) },
                  { noun: t("mendDue"), fact: calendarDay(state.mendDueOn) },
                ].filter((one) => one.fact !== undefined)}
              />
            </Section>
            <Section title={isMissing(kind) ? t("dose.told") : t("stood")}>
              <StoodFacts kind={kind} stood={state.stood} />
              {isMissing(kind) ? (
                <p className="whitespace-pre-line wrap-anywhere">{state.wanted}</p>
              ) : (
                <>
                  <h3 className="pt-4 text-line-title">{t("wanted")}</h3>
                  <p className="whitespace-pre-line wrap-anywhere">{state.wanted || t("wantedNone")}</p>
                </>
              )}
              {photo ? (
                <a href={`${photosAt}/${photo}` as Route} className="inline-flex min-h-target items-center">
                  {said("photoOpen")}
                </a>
              ) : null}
            </Section>
          </div>
          {state.answer && state.answeredAt ? (
            <Section title={t("answered")}>
              <p className="text-line-title wrap-anywhere">
                {state.mendedTo && !isMissing(state.kind)
                  ? `${t("mendedTo")}: ${state.mendedTo}`
                  : answerWords}
              </p>
              {isOfDose(kind) && state.answer === "mended" ? <DoseChanges state={state} atDesk /> : null}
              <p className="whitespace-pre-line wrap-anywhere">{state.answerText}</p>
              <p className="pt-1 text-ink-2 text-second">
                {[state.answeredByName, whoOf(state.answeredAtFacility), day(state.answeredAt)].join(", ")}
              </p>
            </Section>
          ) : null}
          <CaseTalk events={events} caseId={caseId} photosAt={photosAt} whoOf={whoOf} />
          {state.closedAt ? (
            <p className="pt-6">
              {t(`overText.${state.closedBecause ?? "answered"}`, { day: day(state.closedAt) })}
            </p>
          ) : theirs ? (
            <p className="pt-6">{t("theirs")}</p>
          ) : (
            <>
              <div className="pt-6 pb-8">
                <TakeForm state={state} actions={actions} own={own} />
              </div>
              {own ? (
                <>
                  <AnswerForm state={state} actions={actions} />
                  <SayForm state={state} actions={actions} />
                </>
              ) : (
                <p className="pt-4 text-ink-2">{t("takeFirst")}</p>
              )}
            </>
          )}
          <Steps events={events} whoOf={whoOf} />
        </DeskFrame>
      );
    },
  );
