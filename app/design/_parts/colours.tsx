import { useTranslations } from "next-intl";
import { FigureNumber } from "../../../components/ui/figure-number.tsx";
import { Section } from "../../../components/ui/section.tsx";

const roles = [
  ["paper", "bg-paper"],
  ["ground", "bg-ground"],
  ["ink", "bg-ink"],
  ["ink2", "bg-ink-2"],
  ["quiet", "bg-quiet"],
  ["rule", "bg-rule"],
  ["edge", "bg-edge"],
  ["accent", "bg-accent"],
  ["onAccent", "bg-on-accent"],
  ["deep", "bg-deep"],
  ["tint", "bg-tint"],
  ["amber", "bg-amber"],
  ["amberTint", "bg-amber-tint"],
  ["amberLine", "bg-amber-line"],
  ["red", "bg-red"],
  ["onRed", "bg-on-red"],
  ["focus", "bg-focus"],
] as const;

export function ColourParts() {
  const t = useTranslations("design");
  return (
    <div>
      <Section title={t("colours.title")}>
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(9rem,100%),1fr))] gap-2">
          {roles.map(([role, look]) => (
            <li key={role} className="flex items-center gap-3">
              <span className={`size-mark shrink-0 border border-edge ${look}`} aria-hidden="true" />
              <span className="text-second">{t(`colours.${role}`)}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("letters.title")}>
        <FigureNumber noun={t("letters.owed")}>{t("letters.money")}</FigureNumber>
        <p className="pt-2 text-page-title">{t("letters.pageTitle")}</p>
        <p className="text-section">{t("letters.section")}</p>
        <p className="text-line-title">{t("letters.line")}</p>
        <p>{t("letters.reading")}</p>
        <p className="text-ink-2 text-second">{t("letters.second")}</p>
        <p className="text-quiet text-small">{t("letters.small")}</p>
        <p className="pt-2 text-section">{t("letters.marks")}</p>
      </Section>
    </div>
  );
}
