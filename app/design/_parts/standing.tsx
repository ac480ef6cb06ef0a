import { useTranslations } from "next-intl";
import { EntryRow } from "../../../components/ui/entry-row.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Tag } from "../../../components/ui/tag.tsx";

const tags = [
  ["confirmed", "filled"],
  ["provisional", "dashed"],
  ["ruledOut", "thin"],
  ["unknown", "dotted"],
  ["due", "amber"],
] as const;

export function StandingParts() {
  const t = useTranslations("design.standing");
  return (
    <div>
      <Section title={t("title")}>
        <ul className="grid gap-2">
          {tags.map(([word, line]) => (
            <li key={word} className="flex flex-wrap items-center gap-x-3">
              <Tag line={line}>{t(word)}</Tag>
              <span className="text-ink-2 text-second">{t(`${word}Means`)}</span>
            </li>
          ))}
        </ul>
        <ul className="pt-6">
          <EntryRow title={t("newResult")} href="#new" newWord={t("newWord")}>
            {t("newResultSecond")}
          </EntryRow>
          <EntryRow title={t("guess")} tag={<Tag line="dashed">{t("provisional")}</Tag>}>
            {t("guessSecond")}
          </EntryRow>
          <EntryRow title={t("condition")} struck tag={<Tag line="thin">{t("ruledOut")}</Tag>}>
            {t("conditionSecond")}
          </EntryRow>
          <EntryRow title={t("paper")} href="#paper" icon="papers">
            {t("paperSecond")}
          </EntryRow>
        </ul>
      </Section>
    </div>
  );
}
