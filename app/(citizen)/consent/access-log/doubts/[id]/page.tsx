import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { openingWords } from "#components/consent/opening-words.ts";
import { calendarDay, moment } from "#components/copy/format.ts";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { type StepStanding, Timeline } from "#components/ui/timeline.tsx";
import { findOpening, openBookInHand } from "#lib/consent/index.ts";
import { findDoubt, type OpeningDoubt } from "#lib/opening/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { BookPage } from "../../../../../_entry/shell.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("doubt.caseTitle") };
}

/** Where the case stands: sent, taken, answered. */
async function Steps({ doubt }: { doubt: OpeningDoubt }) {
  const t = await getTranslations("opening");
  const locale = await getLocale();
  const { raisedAt, takenAt, answeredAt, answerBy } = doubt;
  const now: StepStanding = answeredAt ? "done" : "now";
  return (
    <Timeline
      words={{
        done: t("doubt.standing.done"),
        now: t("doubt.standing.now"),
        "to-come": t("doubt.standing.to-come"),
      }}
      steps={[
        { title: t("doubt.steps.raised"), second: moment(raisedAt, locale), standing: "done" },
        { title: t("doubt.steps.received"), second: t("doubt.steps.receivedText"), standing: "done" },
        {
          title: t("doubt.steps.taken"),
          second: takenAt ? moment(takenAt, locale) : undefined,
          standing: takenAt || answeredAt ? now : "now",
        },
        {
          title: t("doubt.steps.answered"),
          second: answeredAt
            ? moment(answeredAt, locale)
            : t("doubt.steps.by", { until: calendarDay(answerBy) }),
          standing: answeredAt ? "done" : "to-come",
        },
      ]}
    />
  );
}

/** Lượt mở bạn không nhận ra: the case as its person follows it. */
export default citizenPage(
  ({ id }) => `/consent/access-log/doubts/${id}`,
  async ({ ctx, params }) => {
    const id = z.uuid().safeParse(params.id);
    if (!id.success) throw new NotFound();
    const t = await getTranslations("opening");
    const consent = await getTranslations("consent");
    const locale = await getLocale();
    const book = await openBookInHand(ctx, "access-log");
    const doubt = await findDoubt(book, id.data);
    if (!doubt) throw new NotFound();
    const row = await findOpening(book, doubt.logId);
    if (!row) throw new NotFound();
    const told = openingWords(consent)({ ...row, parts: [row.part], until: row.at, logIds: [row.logId] });
    const until = calendarDay(doubt.answerBy);
    const late = !doubt.answeredAt && doubt.answerBy < ctx.today;
    const lead = doubt.answeredAt ? t("doubt.answered") : t(late ? "doubt.late" : "doubt.byDay", { until });
    return (
      <BookPage back={{ href: "/consent/access-log", label: consent("title") }} tab="none">
        <PageTitle below={lead}>{t("doubt.caseTitle")}</PageTitle>
        <Section title={t("doubt.which")}>
          <p className="text-ink-2 text-second">{moment(row.at, locale)}</p>
          <p>
            <strong className="font-semibold">{told.who}</strong> {told.did}
          </p>
          <p className="text-ink-2 text-second">{told.place}</p>
          {doubt.note ? (
            <p className="pt-3">
              {t("doubt.note2")}: {doubt.note}
            </p>
          ) : null}
        </Section>
        {doubt.answer ? (
          <Section title={t("doubt.answer")}>
            <p className="font-semibold">
              {t(doubt.verdict === "lawful" ? "doubt.verdict.lawful" : "doubt.verdict.not-lawful")}
            </p>
            <p className="pt-2 whitespace-pre-line wrap-anywhere">{doubt.answer}</p>
            <h3 className="pt-4 text-line-title">{t("doubt.next")}</h3>
            <p>{t(doubt.verdict === "lawful" ? "doubt.nextLawful" : "doubt.nextNotLawful")}</p>
          </Section>
        ) : null}
        <div className="pt-8">
          <Steps doubt={doubt} />
        </div>
        <p className="pt-6 text-ink-2 text-second">{t("doubt.law")}</p>
      </BookPage>
    );
  },
  "representative",
);
