import { getTranslations } from "next-intl/server";
import { DataTable } from "#components/ui/data-table.tsx";
import { type CaseState, targetOf } from "#lib/correction/rules.ts";
import { caseWords } from "./case-words.ts";

type Props = { state: Pick<CaseState, "kind" | "stood" | "arrived">; atDesk?: boolean };

/** Trước và sau, từng mục: what a person told or the book had, and what a station wrote. */
export async function DoseChanges({ state: { kind, stood, arrived }, atDesk }: Props) {
  if (!arrived) return null;
  const t = await getTranslations("correction.doseFields");
  const nouns = await getTranslations("correction.fields");
  const words = await caseWords();
  const before = kind === "missing-dose" ? t(atDesk ? "toldDesk" : "told") : t("before");
  const say = (field: string, text: string | undefined) => (text ? words.value(field, text) : t("none"));
  return (
    <DataTable
      caption={t("caption")}
      columns={[{ head: t("field") }, { head: before }, { head: t("after") }]}
      rows={targetOf(kind)
        .fields.filter((field) => stood.fields[field] || arrived.fields[field])
        .map((field) => {
          const [was, is] = [say(field, stood.fields[field]), say(field, arrived.fields[field])];
          return {
            key: field,
            cells: [
              nouns(field as "vaccine"),
              <span key="was" className="wrap-anywhere">
                {was === is ? was : <s className="text-ink-2">{was}</s>}
              </span>,
              <span key="is" className={`wrap-anywhere ${was === is ? "" : "font-semibold"}`}>
                {is}
              </span>,
            ],
          };
        })}
    />
  );
}
