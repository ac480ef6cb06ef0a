import { getTranslations } from "next-intl/server";
import { day } from "#components/copy/format.ts";
import { conditionAddress } from "#components/record/address.ts";
import { conditionTimes } from "#components/record/condition-times.ts";
import { StandingTag } from "#components/record/standing-tag.tsx";
import { NothingToShow, NotInThisList, type Unshown } from "#components/record/unshown.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import { nameOfCondition } from "#lib/catalogue/index.ts";
import { isRuledOut, isRuledOutOn, type LineMark } from "#lib/correction/rules.ts";
import { dayOf } from "#lib/platform/clock.ts";
import type { ConditionSummary } from "#lib/record/index.ts";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";

/** How many conditions a page has. */
export const PAGE = 20;

type Props = {
  conditions: readonly ConditionSummary[];
  more: boolean;
  page: number;
  name: string;
  names: ReadonlyMap<string, string>;
  /** What cases say of the lines: what a facility ruled out in a visit does not count there. */
  marks?: readonly LineMark[];
  unshown: Unshown;
};

/** The conditions of a book: the plain name, how sure the last record was, how often, when and where. */
export async function Conditions({ conditions, more, page, name, names, marks = [], unshown }: Props) {
  const t = await getTranslations("conditions");
  const record = await getTranslations("record");
  const { facilityName } = await facilityWords(names);
  const rows = await Promise.all(
    conditions.map(async (one) => ({ ...one, timesText: await conditionTimes(one) })),
  );
  return (
    <BookPage back={{ href: "/record", label: record("listTitle") }} tab="none">
      <PageTitle below={conditions.length > 0 ? t("lead") : undefined}>{t("title")}</PageTitle>
      {conditions.length === 0 ? (
        <NothingToShow
          unshown={unshown}
          name={name}
          title={t("emptyTitle", { name })}
          when={t("emptyWhen")}
        />
      ) : (
        <ul className="border-ink border-t-2">
          {rows.map(({ code, bareCode, times, timesText, confirmedAt, latest }) => {
            const plainName = nameOfCondition(code);
            const out = isRuledOut(marks, latest.encounterId, code);
            const confirmed =
              confirmedAt && !isRuledOutOn(marks, dayOf(confirmedAt), code) ? confirmedAt : null;
            return (
              <EntryRow
                key={bareCode}
                title={plainName ?? t("noName", { code })}
                href={conditionAddress(bareCode)}
                struck={out && !confirmed && times === 1}
                tag={
                  <StandingTag
                    standing={confirmed ? "confirmed-at-discharge" : out ? "ruled-out" : latest.standing}
                  />
                }
              >
                <p>{timesText}</p>
                {confirmed && times > 1 ? <p>{t("confirmedIn", { day: day(confirmed) })}</p> : null}
                <p>{t("latestAt", { facility: facilityName(latest.facilityCode) })}</p>
                {plainName ? <p className="text-quiet text-small">{t("code", { code })}</p> : null}
              </EntryRow>
            );
          })}
        </ul>
      )}
      {page > 1 ? <LinkLine href="/record/conditions" label={t("newest")} /> : null}
      {more ? <LinkLine href={`/record/conditions?page=${page + 1}`} label={t("more")} /> : null}
      {conditions.length > 0 ? (
        <>
          <NotInThisList unshown={unshown} />
          <Section title={t("means")}>
            <p>{t("meansText")}</p>
          </Section>
          <SourceLine>{t("source")}</SourceLine>
        </>
      ) : null}
    </BookPage>
  );
}
