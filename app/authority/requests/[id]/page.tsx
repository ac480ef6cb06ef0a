import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { calendarDay, moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Field } from "#components/ui/field.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { findRightAtDesk, listRightEventsAtDesk, type OpenedRight } from "#lib/rights/index.ts";
import { latestExtension, outcomes } from "#lib/rights/rules.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { answer, extend, take } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("rights.desk"))("title") };
}

/** What the last form led to. */
async function Said({ said }: { said: string | undefined }) {
  const t = await getTranslations("rights.desk.said");
  if (!said) return null;
  const key = said as "done";
  return (
    <div role={said === "done" ? "status" : "alert"} className="pb-4">
      <Callout kind={said === "done" ? "note" : "warn"} level={2} title={t.has(key) ? t(key) : t("other")} />
    </div>
  );
}

/** What this officer may do now: take it, take it over, or extend and answer what is theirs. */
async function Forms({ right, today }: { right: OpenedRight; today: string }) {
  const t = await getTranslations("rights");
  const id = <input type="hidden" name="requestId" value={right.requestId} />;
  if (!right.mine) {
    const taken = right.takenByName;
    return (
      <form action={take} className="max-w-column pt-4">
        {id}
        <input type="hidden" name="from" value={right.takenBy ?? ""} />
        {taken ? <p className="pb-3">{t("desk.takeOverText", { name: taken })}</p> : null}
        <Button kind={taken ? "second" : "main"}>
          {taken ? t("desk.takeOver", { name: taken }) : t("desk.take")}
        </Button>
      </form>
    );
  }
  const until = calendarDay(latestExtension(right.kind, right.dueOn));
  return (
    <>
      <Section title={t("desk.answer")}>
        <form action={answer} className="max-w-column">
          {id}
          <Stack loose>
            <RadioGroup
              legend={t("desk.outcome")}
              name="outcome"
              options={outcomes.map((value) => ({ value, label: t(`request.outcomes.${value}`) }))}
            />
            <Field
              label={t("desk.answerWords")}
              name="answer"
              hint={t("desk.answerHint")}
              lines={6}
              maxLength={4000}
              autoComplete="off"
            />
            <Button>{t("desk.send")}</Button>
          </Stack>
        </form>
      </Section>
      {right.extendedAt || today > right.dueOn ? null : (
        <Section title={t("desk.extend")}>
          <form action={extend} className="max-w-column">
            {id}
            <Stack loose>
              <p>{t("desk.extendText", { day: until })}</p>
              <Field label={t("desk.because")} name="because" lines={3} maxLength={1000} autoComplete="off" />
              <Button kind="second">{t("desk.extendSend", { day: until })}</Button>
            </Stack>
          </form>
        </Section>
      )}
    </>
  );
}

/** Một yêu cầu: whose it is, in their words, and the one thing to do next. Opening it is logged. */
export default deskPage(
  "authority",
  ({ id }) => `/authority/requests/${id ?? ""}`,
  async ({ ctx, frame, params, search }) => {
    const id = z.uuid().safeParse(params.id);
    if (!id.success) throw new NotFound();
    const t = await getTranslations("rights");
    const locale = await getLocale();
    const desk = await openDesk(ctx, "answer-rights", "rights-request", id.data);
    const [right, events] = await Promise.all([findRightAtDesk(desk), listRightEventsAtDesk(desk)]);
    if (!right) throw new NotFound();
    const open = !right.answeredAt && !right.withdrawnAt;
    return (
      <DeskFrame
        {...frame}
        title={t(`request.kinds.${right.kind}`)}
        below={t("request.dueOn", { day: calendarDay(right.dueOn) })}
      >
        <LinkLine href="/authority/requests" label={t("desk.back")} />
        <Said said={search.said} />
        <LeaderList
          facts={[
            { noun: t("desk.person"), fact: right.person ? displayName(right.person.name) : "" },
            { noun: t("desk.birth"), fact: right.person ? calendarDay(right.person.birthDate) : "" },
            { noun: t("desk.asked"), fact: moment(right.askedAt, locale) },
            {
              noun: t("desk.who"),
              fact: right.mine ? t("desk.you") : (right.takenByName ?? t("desk.nobody")),
            },
          ]}
        />
        <Section title={t("desk.words")}>
          <p className="max-w-column whitespace-pre-line wrap-anywhere">{right.about}</p>
        </Section>
        {right.outcome ? (
          <Section title={t("request.answer")} aside={t(`request.outcomes.${right.outcome}`)}>
            <p className="max-w-column whitespace-pre-line wrap-anywhere">{right.answer}</p>
          </Section>
        ) : null}
        {open ? <Forms right={right} today={ctx.today} /> : null}
        <Section title={t("desk.log")}>
          <DataTable
            caption={t("desk.log")}
            columns={[
              { head: t("desk.logWhat") },
              { head: t("desk.who") },
              { head: t("desk.at"), tight: true },
            ]}
            rows={events.map((one) => ({
              key: String(one.logId),
              cells: [
                <span key="what">
                  {t(`desk.acts.${one.act}`)}
                  {one.act === "extended" && one.words ? (
                    <span className="block text-ink-2 text-second">{one.words}</span>
                  ) : null}
                </span>,
                one.actorName ?? "",
                moment(one.at, locale),
              ],
            }))}
          />
        </Section>
      </DeskFrame>
    );
  },
);
