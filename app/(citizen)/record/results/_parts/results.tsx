import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { happened } from "#components/copy/format.ts";
import { testAddress } from "#components/record/address.ts";
import { besideWords, nameOfTest, sentValue, unitWords } from "#components/record/result-words.ts";
import { NothingToShow, NotInThisList, type Unshown } from "#components/record/unshown.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import type { TestSummary } from "#lib/record/index.ts";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";

/** How many tests a page has. */
export const PAGE = 20;

type Props = {
  tests: readonly TestSummary[];
  more: boolean;
  page: number;
  name: string;
  names: ReadonlyMap<string, string>;
  unshown: Unshown;
  /** Which results wait for the doctor; none when it is not said. */
  held?: (test: TestSummary) => boolean;
  /** Where the reader chooses what waits. */
  choices?: ReactNode;
};

/** The tests of a book, each with its latest result in the facility's words. */
export async function Results({ tests, more, page, name, names, unshown, held, choices }: Props) {
  const t = await getTranslations("results");
  const record = await getTranslations("record");
  const locale = await getLocale();
  const { facilityName } = await facilityWords(names);
  return (
    <BookPage back={{ href: "/record", label: record("listTitle") }} tab="none">
      <PageTitle below={tests.length > 0 ? t("lead") : undefined}>{t("title")}</PageTitle>
      {tests.length === 0 ? (
        <NothingToShow
          unshown={unshown}
          name={name}
          title={t("emptyTitle", { name })}
          when={t("emptyWhen")}
        />
      ) : (
        <ul className="border-ink border-t-2">
          {tests.map((test) => {
            const waits = held?.(test) ?? false;
            const value = waits ? null : sentValue(test);
            const beside = waits ? null : besideWords(test, t);
            const reading = waits ? null : (test.conclusion ?? test.description);
            return (
              <EntryRow key={test.test} title={nameOfTest(test, t("unnamed"))} href={testAddress(test.test)}>
                {waits ? <p className="text-ink">{t("wait.held")}</p> : null}
                {value ? (
                  <p className="line-clamp-3 text-ink text-reading wrap-anywhere">
                    <strong className="font-semibold">{value}</strong> {unitWords(test.unit)}
                  </p>
                ) : null}
                {beside ? <p className="text-ink">{beside}</p> : null}
                {!value && reading ? (
                  <p className="line-clamp-3 text-ink text-reading wrap-anywhere">{reading}</p>
                ) : null}
                <p>
                  {t("at", { when: happened(test.at, locale), facility: facilityName(test.facilityCode) })}
                </p>
              </EntryRow>
            );
          })}
        </ul>
      )}
      {page > 1 ? <LinkLine href="/record/results" label={t("newestTests")} /> : null}
      {more ? <LinkLine href={`/record/results?page=${page + 1}`} label={t("more")} /> : null}
      {tests.length > 0 ? <NotInThisList unshown={unshown} /> : null}
      {choices}
      {tests.length > 0 ? <SourceLine>{t("sourceAll")}</SourceLine> : null}
    </BookPage>
  );
}
