import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { OpeningCase } from "#lib/opening/index.ts";

/** How many cases a page has. */
export const CASES = 50;

type Props = {
  kind: "doubts" | "emergencies";
  cases: readonly OpeningCase[];
  closed: boolean;
  page: number;
  today: string;
  caption: string;
};

/** Cases of one kind, and the way on. */
export async function CaseTable({ kind, cases, closed, page, today, caption }: Props) {
  const t = await getTranslations("opening.authority");
  const locale = await getLocale();
  const verdict = (one: OpeningCase) =>
    one.verdict ? t(`verdicts.${one.verdict as "lawful"}`) : one.takenBy || t("nobody");
  const address = (next: number) =>
    `/authority/openings?${new URLSearchParams({ ...(closed ? { closed: "yes" } : {}), [kind]: String(next) })}` as Route;
  return (
    <>
      <DataTable
        caption={caption}
        columns={[
          { head: t("head.who") },
          { head: t("head.where") },
          { head: t("head.when"), tight: true },
          ...(kind === "doubts" ? [{ head: t("head.by"), tight: true }] : []),
          ...(kind === "doubts" || closed ? [{ head: closed ? t("head.verdict") : t("head.taken") }] : []),
        ]}
        rows={cases.slice(0, CASES).map((one) => ({
          key: one.caseId,
          cells: [
            <a
              key="who"
              href={`/authority/openings/${kind}/${one.caseId}` as Route}
              className="inline-block py-1 wrap-anywhere"
            >
              {one.actorName}
            </a>,
            one.place ?? "",
            moment(one.at, locale),
            ...(kind === "doubts"
              ? [
                  <span key="by">
                    {one.answerBy ? calendarDay(one.answerBy) : ""}{" "}
                    {!closed && one.answerBy && one.answerBy < today ? (
                      <Tag line="amber">{t("overdue")}</Tag>
                    ) : null}
                  </span>,
                ]
              : []),
            ...(kind === "doubts" || closed ? [verdict(one)] : []),
          ],
        }))}
        empty={kind === "doubts" ? t("doubtsNone") : t("emergenciesNone")}
      />
      <div className="flex flex-wrap gap-x-6">
        {page > 1 ? <LinkLine href={address(1)} label={t("newest")} /> : null}
        {cases.length > CASES ? <LinkLine href={address(page + 1)} label={t("more")} /> : null}
      </div>
    </>
  );
}
