import { getTranslations } from "next-intl/server";
import { quantity } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import type { Figures } from "#lib/teleconsult/index.ts";
import { figureWords, judgedOf, shareWords } from "./words.ts";

type Props = {
  caption: string;
  /** What a row stands for. */
  by: "facility" | "month";
  rows: readonly Figures[];
  nameOf: (row: Figures) => string;
};

/** Figures side by side: by facility, or by month. */
export async function FiguresTable({ caption, by, rows, nameOf }: Props) {
  const t = await getTranslations("teleconsultOversight");
  const { duration } = await figureWords();
  const time = (middle: number | null, most: number | null) => (
    <span>
      {duration(middle)}
      {most === null ? null : (
        <span className="block text-ink-2 text-second">{t("most", { most: duration(most) })}</span>
      )}
    </span>
  );
  const share = (part: number | null, whole: number | null) => (
    <span>
      {shareWords(part, whole)}
      {whole ? (
        <span className="block text-ink-2 text-second">
          {t("partShort", { part: quantity(part ?? 0), whole: quantity(whole) })}
        </span>
      ) : null}
    </span>
  );
  const count = (value: number | null) => (value === null ? "–" : quantity(value));
  return (
    <DataTable
      caption={caption}
      columns={[
        { head: t(`columns.${by}`) },
        { head: t("columns.read"), number: true },
        { head: t("columns.answer"), number: true },
        { head: t("columns.promise"), number: true },
        { head: t("columns.helpful"), number: true },
        { head: t("columns.referred"), number: true },
        { head: t("columns.reports"), number: true },
      ]}
      rows={rows.map((row) => ({
        key: row.facilityCode ?? row.month ?? "",
        cells: [
          <span key="name" className="wrap-anywhere">
            {nameOf(row)}
            <span className="block text-ink-2 text-second">
              {row.few
                ? t("few")
                : t("rowOf", { cases: quantity(row.cases ?? 0), users: quantity(row.users ?? 0) })}
            </span>
          </span>,
          time(row.readMiddle, row.readMost),
          time(row.answerMiddle, row.answerMost),
          share(row.kept, row.promises),
          share(row.helpful, judgedOf(row)),
          count(row.referred),
          count(row.reports),
        ],
      }))}
      empty={t("none")}
    />
  );
}
