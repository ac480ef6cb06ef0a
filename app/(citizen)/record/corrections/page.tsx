import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay, day } from "#components/copy/format.ts";
import { CaseTag } from "#components/correction/case-tag.tsx";
import { caseWords, spelledCode } from "#components/correction/case-words.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { countClosedCases, listCases } from "#lib/correction/index.ts";
import { type CaseState, clockOfCase } from "#lib/correction/rules.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { Waiting } from "../../../_entry/waiting.tsx";
import { facilityWords } from "../../../_entry/words.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("correction"))("listTitle") };
}

/** A person has at most 30 open ones, and may send some a day: the last hundred are enough to find one again. */
const MOST = 100;

/** Những điều đã báo sai: what waits for an answer and by when, then what is finished. */
export default citizenPage(
  () => "/record/corrections",
  async ({ ctx }) => {
    const t = await getTranslations("correction");
    const common = await getTranslations("common");
    const words = await caseWords();
    const book = await openBookInHand(ctx, "corrections");
    const [cases, hidden, names] = await Promise.all([
      listCases(book, MOST),
      // That there are private visits is for those alone who may open them.
      ctx.inHand.mayOpenPrivate ? countClosedCases(book) : 0,
      facilityNames(ctx.app),
    ]);
    const { facilityName } = await facilityWords(names);
    const who = ({ facilityCode, appealedAt }: CaseState) =>
      facilityCode && !appealedAt ? facilityName(facilityCode) : t("authority");
    const upper = (text: string) => text.replace(/^./u, (letter) => letter.toLocaleUpperCase("vi"));
    const rows = (some: readonly CaseState[]) => (
      <ul>
        {some.map((one) => {
          const clock = clockOfCase(one, ctx.today);
          return (
            <EntryRow
              key={one.caseId}
              title={`${upper(words.kind(one.kind))}: ${words.line(one.kind, one.stood)}`}
              href={`/record/corrections/${one.caseId}` as Route}
              tag={<CaseTag state={one} />}
            >
              <p>{words.reason(one.kind, one.reason)}</p>
              {clock ? (
                <p>
                  {t(one.takenAt ? "next.answerBy" : "next.receive", {
                    who: upper(who(one)),
                    day: calendarDay(clock.dueOn),
                  })}
                </p>
              ) : null}
              <p>{t("code", { code: spelledCode(one.code), day: day(one.sentAt) })}</p>
            </EntryRow>
          );
        })}
      </ul>
    );
    const open = cases.filter((one) => !one.closedAt);
    const over = cases.filter((one) => one.closedAt);
    return (
      <BookPage back={{ href: "/", label: common("home") }} tab="none">
        <PageTitle below={cases.length > 0 ? t("listLead") : undefined}>{t("listTitle")}</PageTitle>
        <Waiting send="/record/corrections/send" />
        <Waiting send="/vaccination/declare/send" />
        {cases.length === 0 && hidden === 0 ? <EmptyState title={t("listNone")} when={t("listHow")} /> : null}
        {open.length > 0 ? <Section title={t("listOpen")}>{rows(open)}</Section> : null}
        {over.length > 0 ? <Section title={t("listOver")}>{rows(over)}</Section> : null}
        {hidden > 0 ? (
          <>
            <p className="pt-6">{t("listPrivate", { count: hidden })}</p>
            <LinkLine href="/record/private" label={t("toPrivate")} />
          </>
        ) : null}
        <div className="pt-6">
          <LinkLine href="/record" label={t("toRecord")} />
          <LinkLine href="/record/completeness" label={t("toMissing")} />
        </div>
      </BookPage>
    );
  },
  "record",
);
