import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Measurement } from "#lib/measurement/index.ts";
import { measurementWords } from "./measurement-words.ts";

/** What a person measured at home, as they show it to a desk: the latest of each kind, self-declared. */
export async function MeasuredAtHome({ kinds }: { kinds: readonly (readonly Measurement[])[] }) {
  const t = await getTranslations("measurement");
  const locale = await getLocale();
  const words = await measurementWords();
  const known = kinds.filter((lines) => lines.length > 0);
  return (
    <Section title={t("desk")} aside={<Tag line="dashed">{t("told")}</Tag>}>
      {known.length === 0 ? <p>{t("deskNone")}</p> : null}
      {known.map((lines) => {
        const kind = lines[0]?.numbers.kind ?? "weight";
        return (
          <DataTable
            key={kind}
            caption={t(`kinds.${kind}`)}
            captionHidden={false}
            columns={[{ head: t("when") }, { head: t("value") }]}
            rows={lines.map((one) => ({
              key: one.measurementId,
              cells: [
                moment(one.at, locale),
                <span key="value">
                  {words.value(one.numbers)}
                  <span className="block text-ink-2 text-second wrap-anywhere">
                    {[words.beside(one.numbers), one.note].filter(Boolean).join(". ")}
                  </span>
                </span>,
              ],
            }))}
          />
        );
      })}
    </Section>
  );
}
