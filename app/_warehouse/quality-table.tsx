import { getTranslations } from "next-intl/server";
import { quantity } from "#components/copy/format.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Section } from "#components/ui/section.tsx";
import { addedQuality, type Quality } from "#lib/warehouse/index.ts";

/** So many months are shown; older ones stay in the table. */
export const MONTHS_SHOWN = 12;

type Props = { rows: readonly (Quality & { month: string })[] };

const share = (part: number, whole: number) =>
  whole === 0 ? null : `${quantity(Math.round((1000 * part) / whole) / 10)}\u00a0%`;

/** One row a month, over all facilities that are shown. */
function byMonth(rows: Props["rows"]): [string, Quality][] {
  const months = new Map<string, Quality>();
  for (const { month, ...quality } of rows) {
    const before = months.get(month);
    months.set(month, before ? addedQuality(before, quality) : quality);
  }
  return [...months];
}

/** Đúng, đủ, sạch, sống by month of visit, and what the four words mean. */
export async function QualitySection({ rows }: Props) {
  const t = await getTranslations("warehouse.quality");
  const months = byMonth(rows);
  const none = t("unknown");
  return (
    <Section title={t("title")}>
      <p className="pb-2">{t("lead")}</p>
      <DataTable
        caption={t("title")}
        columns={[
          { head: t("month") },
          { head: t("dossiers"), number: true },
          { head: t("correct"), number: true },
          { head: t("complete"), number: true },
          { head: t("clean"), number: true },
          { head: t("timely"), number: true },
          { head: t("byFifth"), number: true },
        ]}
        rows={months.map(([month, quality]) => ({
          key: month,
          cells: [
            month.slice(0, 7).split("-").reverse().join("/"),
            quantity(quality.dossiers),
            share(quality.correct, quality.dossiers) ?? none,
            share(quality.complete, quality.dossiers) ?? none,
            share(quality.clean, quality.dossiers) ?? none,
            share(quality.withinDay, quality.timed) ?? none,
            share(quality.byFifth, quality.timed) ?? none,
          ],
        }))}
        empty={t("none", { count: MONTHS_SHOWN })}
      />
      <h3 className="pt-6 pb-1 text-line-title">{t("means")}</h3>
      <BulletList
        items={[t("correctMeans"), t("completeMeans"), t("cleanMeans"), t("timelyMeans"), t("byFifthMeans")]}
      />
    </Section>
  );
}
