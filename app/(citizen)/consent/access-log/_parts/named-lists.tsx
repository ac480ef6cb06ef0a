import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { Section } from "#components/ui/section.tsx";
import type { NamedOnList } from "#lib/vaccination/index.ts";

type Props = { lists: readonly NamedOnList[]; facilityName: (code: string) => string };

const kindOf = (kind: string) =>
  kind === "session" ? "session" : kind === "preschool" || kind === "primary" ? "school" : "due";

/** Danh sách của trạm có tên bạn: who opened which, how often and when last. */
export async function NamedLists({ lists, facilityName }: Props) {
  const t = await getTranslations("station.named");
  const locale = await getLocale();
  return (
    <Section title={t("title")}>
      <p className="pb-2">{t("text")}</p>
      <ul>
        {lists.map((one) => (
          <li
            key={`${one.facilityCode} ${one.staffName} ${one.kind} ${one.form}`}
            className="border-rule border-b py-3"
          >
            <p className="wrap-anywhere">
              {t("line", {
                name: one.staffName,
                kind: `${t(`kinds.${kindOf(one.kind)}`)} ${t(`forms.${one.form as "screen"}`)}`,
                times: one.times,
                when: moment(one.lastAt, locale),
              })}
            </p>
            <p className="text-ink-2 text-second">{facilityName(one.facilityCode)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
