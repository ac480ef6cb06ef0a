import { getTranslations } from "next-intl/server";
import { PaperRows } from "#components/record/paper-rows.tsx";
import { NothingToShow, NotInThisList, type Unshown } from "#components/record/unshown.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import { dayOf } from "#lib/platform/clock.ts";
import type { PaperSummary } from "#lib/record/index.ts";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";

/** How many papers a page has. */
export const PAGE = 30;

type Props = {
  papers: readonly PaperSummary[];
  more: boolean;
  page: number;
  name: string;
  names: ReadonlyMap<string, string>;
  unshown: Unshown;
};

/** The papers of a book, latest first, by year. */
export async function Documents({ papers, more, page, name, names, unshown }: Props) {
  const t = await getTranslations("documents");
  const record = await getTranslations("record");
  const { facilityName } = await facilityWords(names);
  const years = Map.groupBy(papers, (one) => (one.issuedOn ?? dayOf(one.arrivedAt)).slice(0, 4));
  return (
    <BookPage back={{ href: "/record", label: record("listTitle") }} tab="none">
      <PageTitle below={papers.length > 0 ? t("lead") : undefined}>{t("title")}</PageTitle>
      {papers.length === 0 ? (
        <NothingToShow
          unshown={unshown}
          name={name}
          title={t("emptyTitle", { name })}
          when={t("emptyWhen")}
        />
      ) : null}
      {[...years].map(([year, some]) => (
        <Section key={year} title={year}>
          <PaperRows papers={some.map((one) => ({ ...one, facility: facilityName(one.facilityCode) }))} />
        </Section>
      ))}
      {page > 1 ? <LinkLine href="/record/documents" label={t("newest")} /> : null}
      {more ? <LinkLine href={`/record/documents?page=${page + 1}`} label={t("more")} /> : null}
      {papers.length > 0 ? <NotInThisList unshown={unshown} /> : null}
      {papers.length > 0 ? <SourceLine>{t("sourceAll")}</SourceLine> : null}
    </BookPage>
  );
}
