import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { caseAddress, questionAddress, tagOfStatus } from "#components/teleconsult/case-words.ts";
import { Button } from "#components/ui/button.tsx";
import { EmergencyLine } from "#components/ui/emergency-line.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { FoldingList } from "#components/ui/folding-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { type CaseView, type Draft, listAnswering, listCases, listDrafts } from "#lib/teleconsult/index.ts";
import { isOpen } from "#lib/teleconsult/rules.ts";
import { BookField } from "../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../_entry/page.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { facilityWords } from "../../_entry/words.ts";
import { forget } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsult"))("title") };
}

const SHOWN = 5;

/** A question in a list: how it stands, its first words, with whom and by when. */
async function CaseRow({ one, facility }: { one: CaseView; facility: string }) {
  const t = await getTranslations("teleconsult");
  const locale = await getLocale();
  const when = one.answeredAt
    ? t("answeredAt", { at: moment(one.answeredAt, locale) })
    : one.callAt && isOpen(one.status)
      ? t("callAt", { at: moment(one.callAt, locale) })
      : one.promisedAt && isOpen(one.status)
        ? t("promisedBy", { at: moment(one.promisedAt, locale) })
        : null;
  const words = one.trouble.length > 70 ? `${one.trouble.slice(0, 70).trimEnd()}…` : one.trouble;
  return (
    <EntryRow
      title={words}
      href={caseAddress(one.caseId)}
      tag={<Tag line={tagOfStatus[one.status]}>{t(`status.${one.status}`)}</Tag>}
    >
      <p>{[t(`ways.${one.way}`), facility].join(", ")}</p>
      {when ? <p>{when}</p> : null}
    </EntryRow>
  );
}

async function Drafts({ drafts }: { drafts: readonly Draft[] }) {
  const t = await getTranslations("teleconsult");
  const locale = await getLocale();
  return (
    <Section title={t("drafts")}>
      <ul>
        {drafts.map((one) => (
          <EntryRow
            key={one.caseId}
            title={one.answers.trouble?.slice(0, 70) ?? t("draftTitle", { at: moment(one.at, locale) })}
            foot={
              <div className="flex flex-wrap gap-x-6">
                <Button kind="plain" href={questionAddress(one.open ?? "check", one.caseId)}>
                  {t("draftGo")}
                </Button>
                <form action={forget}>
                  <BookField />
                  <input type="hidden" name="caseId" value={one.caseId} />
                  <Button kind="plain">{t("draftDrop")}</Button>
                </form>
              </div>
            }
          />
        ))}
      </ul>
    </Section>
  );
}

/** Hỏi bác sĩ: what waits for an answer, what was begun, what is over, of the book in hand. */
export default citizenPage(
  () => "/teleconsult",
  async ({ ctx, ownerName }) => {
    const t = await getTranslations("teleconsult");
    const common = await getTranslations("common");
    const book = await openBookInHand(ctx, "teleconsult");
    const [cases, drafts, answering, names] = await Promise.all([
      listCases(book),
      listDrafts(book),
      listAnswering(ctx, ctx.today),
      facilityNames(ctx.app),
    ]);
    const { facilityName } = await facilityWords(names);
    const living = cases.filter(({ status }) => isOpen(status) || status === "unpaid");
    const over = cases.filter((one) => !living.includes(one));
    const rowsOf = (shown: readonly CaseView[]) =>
      shown.map((one) => <CaseRow key={one.caseId} one={one} facility={facilityName(one.facilityCode)} />);
    const start =
      answering.length > 0 ? (
        <Button href={"/teleconsult/new" as Route}>{t("ask")}</Button>
      ) : (
        <>
          <p className="text-line-title">{t("nowhere.title")}</p>
          <p>{t("nowhere.text")}</p>
          <LinkLine href="/booking/new" label={t("nowhere.book")} />
        </>
      );
    return (
      <BookPage back={{ href: "/", label: common("home") }} tab="none">
        <PageTitle below={t("lead", { name: ownerName })}>{t("title")}</PageTitle>
        {living.length > 0 ? (
          <Section title={t("open")}>
            <ul>{rowsOf(living)}</ul>
            <div className="pt-4">{start}</div>
          </Section>
        ) : cases.length > 0 ? (
          <div className="pb-2">{start}</div>
        ) : (
          <EmptyState title={t("empty.title", { name: ownerName })} when={t("empty.when")}>
            {start}
          </EmptyState>
        )}
        {drafts.length > 0 ? <Drafts drafts={drafts} /> : null}
        {over.length > 0 ? (
          <Section title={t("over")}>
            <FoldingList rows={rowsOf(over)} most={SHOWN} more={(count) => t("more", { count })} />
          </Section>
        ) : null}
        <div className="pt-10">
          <EmergencyLine>{t("emergency")}</EmergencyLine>
        </div>
      </BookPage>
    );
  },
  "teleconsult",
);
