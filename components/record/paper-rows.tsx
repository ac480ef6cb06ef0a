import { getTranslations } from "next-intl/server";
import { calendarDay, day } from "#components/copy/format.ts";
import type { NoteOf } from "#components/correction/visit-notes.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import type { PaperRef } from "#lib/record/rules.ts";
import { paperAddress } from "./address.ts";

type Props = {
  papers: readonly (PaperRef & {
    issuedOn: string | null;
    followUpOn: string | null;
    arrivedAt: Date;
    /** Left out where all of them are of one facility. */
    facility?: string;
  })[];
  /** What is said beside each, and the way to report it. */
  noteOf?: NoteOf | undefined;
};

/** Papers, each a way to its own page. */
export async function PaperRows({ papers, noteOf }: Props) {
  const t = await getTranslations("documents");
  return (
    <ul>
      {papers.map((paper) => (
        <EntryRow
          key={`${paper.encounterId} ${paper.kind} ${paper.line}`}
          icon="papers"
          title={t(`kinds.${paper.kind}`)}
          href={paperAddress(paper)}
          {...noteOf?.("paper", `${paper.kind}-${paper.line}`, t(`kinds.${paper.kind}`), {
            paperKind: paper.kind,
          })}
        >
          <p>
            {paper.issuedOn
              ? t("issued", { day: calendarDay(paper.issuedOn) })
              : t("ofVisit", { day: day(paper.arrivedAt) })}
          </p>
          {paper.followUpOn ? <p>{t("comeOn", { day: calendarDay(paper.followUpOn) })}</p> : null}
          {paper.facility ? <p>{paper.facility}</p> : null}
        </EntryRow>
      ))}
    </ul>
  );
}
