import { getLocale, getTranslations } from "next-intl/server";
import { quantity } from "#components/copy/format.ts";
import type { Limit, Numbers } from "#lib/measurement/rules.ts";

const NO_BREAK = "\u00a0";

/** Says measurements and limits in words: 128/82 mmHg, 6,5 mmol/L. */
export async function measurementWords() {
  const t = await getTranslations("measurement");
  const locale = await getLocale();
  const parts = (numbers: Numbers): { number: string; unit: string } =>
    numbers.kind === "blood-pressure"
      ? { number: `${numbers.systolic}/${numbers.diastolic}`, unit: "mmHg" }
      : { number: quantity(numbers.value), unit: numbers.unit };
  const value = (numbers: Numbers): string => {
    const { number, unit } = parts(numbers);
    return `${number}${NO_BREAK}${unit}`;
  };
  /** What else was said beside the number: the pulse, whether before a meal. */
  const beside = (numbers: Numbers): string | null => {
    if (numbers.kind === "blood-pressure")
      return numbers.pulse === null ? null : t("pulseIs", { pulse: numbers.pulse });
    return numbers.kind === "blood-sugar" ? t(`meals.${numbers.meal}`) : null;
  };
  const limit = ({ key, of, source }: Limit): string => {
    const words: Record<string, string | number> =
      of.kind === "blood-pressure"
        ? { systolic: of.systolic, diastolic: of.diastolic }
        : { mmol: quantity(of.values["mmol/L"]), mg: quantity(of.values["mg/dL"]) };
    return t(`limits.${key as "pressure-home"}`, { ...words, source: source.name[locale] });
  };
  return { parts, value, beside, limit };
}
