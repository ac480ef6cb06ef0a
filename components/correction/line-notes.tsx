import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { day } from "#components/copy/format.ts";
import { Tag, type TagLine } from "#components/ui/tag.tsx";
import { type LineMark, markOfLine, type TargetName, targetKey } from "#lib/correction/rules.ts";

/** A line of the book as it is shown: its kind and place, its name, and what it is known again by. */
export type Line = {
  kind: TargetName;
  encounterId: string | null;
  line: string;
  name: string;
  fields: Record<string, string>;
};

/** What stands below a line, and whether its name is struck through. */
export type LineNote = { struck: boolean; foot: ReactNode };
export type LineNotes = (line: Line) => LineNote;

const looks: Record<LineMark["standing"], TagLine> = {
  open: "dotted",
  disputed: "dotted",
  mended: "filled",
  "person-disagrees": "dotted",
  "ruled-out": "thin",
};

const small =
  "relative z-1 inline-flex min-h-target items-center text-accent text-second underline underline-offset-4";

/** The address at which a line is reported. */
export const reportAddress = (line: Pick<Line, "kind" | "encounterId" | "line">) =>
  `/record/corrections/new?of=${targetKey(line)}` as Route;

type Options = {
  marks: readonly LineMark[];
  facilityName: (code: string) => string;
  /** Whether the reader is the owner of the book, who may report and follow; others only see the marks. */
  own: boolean;
};

/** What cases say beside the lines of a book, and the quiet way to report one. */
export async function lineNotes({ marks, facilityName, own }: Options): Promise<LineNotes> {
  const t = await getTranslations("correction");
  const answerer = ({ answeredAtFacility }: LineMark) =>
    answeredAtFacility ? facilityName(answeredAtFacility) : t("authority");
  const said = (mark: LineMark) => {
    const on = { who: answerer(mark), day: mark.answeredAt ? day(mark.answeredAt) : "" };
    if (mark.standing === "mended") return t("marks.mendedText", { ...on, value: mark.mendedTo ?? "" });
    if (mark.standing === "open" || mark.standing === "disputed") return t(`marks.${mark.standing}Text`);
    return t(`marks.${mark.standing}Text`, on);
  };
  return (line) => {
    const mark = markOfLine(
      marks,
      line.kind,
      line.encounterId,
      { title: "", fields: line.fields },
      line.line,
    );
    if (!mark) {
      const foot = own ? (
        <a href={reportAddress(line)} className={small} data-print="no">
          {t("reportLine")}
          <span className="sr-only">: {line.name}</span>
        </a>
      ) : null;
      return { struck: false, foot };
    }
    const foot = (
      <div className="pt-1">
        <Tag line={looks[mark.standing]}>{t(`marks.${mark.standing}`)}</Tag>
        <p className="pt-1 wrap-anywhere">{said(mark)}</p>
        {own ? (
          <a href={`/record/corrections/${mark.caseId}` as Route} className={small} data-print="no">
            {t("marks.see")}
            <span className="sr-only">: {line.name}</span>
          </a>
        ) : null}
      </div>
    );
    return { struck: mark.standing === "ruled-out", foot };
  };
}
