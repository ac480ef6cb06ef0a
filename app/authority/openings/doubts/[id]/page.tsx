import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { openingWords } from "#components/consent/opening-words.ts";
import { calendarDay, moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { type DoubtCase, findDoubtCase } from "#lib/opening/index.ts";
import { doubtVerdicts } from "#lib/opening/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { Said, VerdictForm } from "../../_parts/verdict-form.tsx";
import { answer, take } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("authority.doubtTitle") };
}

/** The row of the log as it stands, and by what right it was opened. */
async function Row({ row, opening }: Pick<DoubtCase, "row" | "opening">) {
  const t = await getTranslations("opening");
  const locale = await getLocale();
  const told = openingWords(await getTranslations("consent"))({
    ...{ ...row, actorKind: row.actorKind === "staff" ? "staff" : "citizen", own: false },
    ...{ actorId: null, parts: [row.part], until: row.at, logIds: [row.logId] },
  });
  const [kind = "relation"] = row.basis.split(":");
  const basis = kind === "visit" || kind === "emergency" ? kind : "relation";
  return (
    <Section title={t("authority.row")}>
      <LeaderList
        facts={[
          { noun: t("authority.who"), fact: row.actorName, strong: true },
          { noun: t("authority.where"), fact: row.actorPlace ?? "–" },
          { noun: t("authority.when"), fact: moment(row.at, locale) },
          { noun: t("authority.number"), fact: String(row.logId) },
          ...(opening
            ? [
                {
                  noun: t("authority.openedBy"),
                  fact: `${opening.openedBy}, ${moment(opening.openedAt, locale)}`,
                },
                {
                  noun: t("authority.reason"),
                  fact: t.has(`reasons.${opening.reason as "advice"}`)
                    ? t(`reasons.${opening.reason as "advice"}`)
                    : opening.reason,
                },
              ]
            : []),
        ]}
      />
      <p className="pt-2">
        {told.who} {told.did}
      </p>
      <p className="text-ink-2 text-second">
        {t("authority.basis")}: {t(`basis.${basis}`, { at: opening ? moment(opening.openedAt, locale) : "" })}
      </p>
    </Section>
  );
}

/** One opening that a person does not recognise: the row, what they write, and the answer. */
export default deskPage(
  "authority",
  ({ id }) => `/authority/openings/doubts/${id ?? ""}`,
  async ({ ctx, frame, params, search }) => {
    const id = z.uuid().safeParse(params.id);
    if (!id.success) throw new NotFound();
    const t = await getTranslations("opening.authority");
    const locale = await getLocale();
    const desk = await openDesk(ctx, "review-openings", "opening-case", id.data);
    const doubt = await findDoubtCase(desk, id.data);
    if (!doubt) throw new NotFound();
    const { takenAt, answeredAt, verdict } = doubt;
    return (
      <DeskFrame {...frame} title={t("doubtTitle")} below={t("law")}>
        <Said said={search.said} />
        <LeaderList
          facts={[
            {
              noun: t("person"),
              fact: doubt.person ? displayName(doubt.person) : t("personUnknown"),
              strong: true,
            },
            { noun: t("raised"), fact: moment(doubt.raisedAt, locale) },
            { noun: t("answerBy"), fact: calendarDay(doubt.answerBy), strong: !answeredAt },
            { noun: t("note"), fact: doubt.note ?? t("noteNone") },
          ]}
        />
        <Row row={doubt.row} opening={doubt.opening} />
        {answeredAt && verdict ? (
          <Section title={t("answered")}>
            <p className="font-semibold">
              {t("answeredText", {
                verdict: t(`verdicts.${verdict as "lawful"}`),
                name: doubt.officerName ?? "",
                at: moment(answeredAt, locale),
              })}
            </p>
            <p className="pt-2 whitespace-pre-line wrap-anywhere">{doubt.answer}</p>
          </Section>
        ) : (
          <Section title={t("answer")}>
            {takenAt ? (
              <p>{t("takenBy", { name: doubt.takenBy ?? "", at: moment(takenAt, locale) })}</p>
            ) : (
              <form action={take} className="max-w-column pb-4">
                <input type="hidden" name="caseId" value={doubt.doubtId} />
                <Button kind="second">{t("take")}</Button>
              </form>
            )}
            <VerdictForm
              caseId={doubt.doubtId}
              action={answer}
              verdicts={doubtVerdicts}
              question={t("verdictQuestion")}
              words="answer"
              button={t("send")}
              invalid={search.said === "invalid"}
            />
          </Section>
        )}
        <LinkLine href="/authority/openings" label={t("title")} />
      </DeskFrame>
    );
  },
);
