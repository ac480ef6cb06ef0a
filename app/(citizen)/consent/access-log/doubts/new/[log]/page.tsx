import type { Route } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { deskOpeningOf, openingWords } from "#components/consent/opening-words.ts";
import { calendarDay, moment } from "#components/copy/format.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { findOpening, openBookInHand } from "#lib/consent/index.ts";
import { deskOpeningsOf, listDoubts } from "#lib/opening/index.ts";
import { ANSWER_WORKING_DAYS, answerDay } from "#lib/opening/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { BookField } from "../../../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../../../_entry/page.tsx";
import { BookPage } from "../../../../../../_entry/shell.tsx";
import { doubt } from "../../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("doubt.title") };
}

/** Bạn không nhận ra lượt này?: what is known of it, and the one button that asks the health authority. */
export default citizenPage(
  ({ log }) => `/consent/access-log/doubts/new/${log}`,
  async ({ ctx, params, search }) => {
    const logId = /^\d{1,15}$/.test(params.log ?? "") ? Number(params.log) : 0;
    const t = await getTranslations("opening");
    const consent = await getTranslations("consent");
    const locale = await getLocale();
    const book = await openBookInHand(ctx, "access-log");
    const [row, doubts] = await Promise.all([findOpening(book, logId), listDoubts(book)]);
    if (!row || row.own) throw new NotFound();
    const known = doubts.find((one) => one.logId === logId);
    if (known) redirect(`/consent/access-log/doubts/${known.doubtId}` as Route);
    const id = deskOpeningOf(row.basis);
    const { openings } = await deskOpeningsOf(book, id ? [id] : []);
    const [opening] = openings;
    const told = openingWords(consent)({ ...row, parts: [row.part], until: row.at, logIds: [row.logId] });
    const basis = opening
      ? t(`basis.${opening.kind}`, { at: moment(opening.openedAt, locale) })
      : t("basis.relation");
    return (
      <BookPage back={{ href: "/consent/access-log", label: consent("title") }}>
        <PageTitle>{t("doubt.title")}</PageTitle>
        {search.said === "failed" ? <Callout kind="warn" level={2} title={t("doubt.failed")} /> : null}
        <Section title={t("doubt.which")}>
          <LeaderList
            facts={[
              { noun: t("doubt.who"), fact: told.who, strong: true },
              { noun: t("doubt.where"), fact: told.place || undefined },
              { noun: t("doubt.when"), fact: moment(row.at, locale) },
            ].filter(({ fact }) => fact !== undefined)}
          />
          <p className="pt-2">
            {told.who} {told.did}
          </p>
          <p className="text-ink-2 text-second">{basis}</p>
        </Section>
        <Section title={t("doubt.before")}>
          <BulletList
            items={[t("doubt.hints.visit"), t("doubt.hints.colleague"), t("doubt.hints.emergency")]}
          />
        </Section>
        <form action={doubt} className="pt-8">
          <BookField />
          <input type="hidden" name="logId" value={logId} />
          <Stack loose>
            <Field
              label={t("doubt.note")}
              hint={t("doubt.noteHint")}
              name="note"
              lines={3}
              maxLength={1000}
            />
            <p>
              {t("doubt.after", { until: calendarDay(answerDay(ctx.today)), days: ANSWER_WORKING_DAYS })}
              <span className="block text-ink-2 text-second">{t("doubt.law")}</span>
            </p>
            <Button>{t("doubt.send")}</Button>
          </Stack>
        </form>
        <LinkLine href="/consent/access-log" label={t("doubt.keep")} />
      </BookPage>
    );
  },
  "representative",
);
