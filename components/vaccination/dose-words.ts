import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import type { Dose, DueDose } from "#lib/vaccination/rules.ts";
import { ageIn, dueRef, hasNumber } from "#lib/vaccination/rules.ts";

/** The page of one dose. */
export const doseAddress = (doseId: string) => `/vaccination/${encodeURIComponent(doseId)}` as Route;

/** Where a visit for these doses is booked. */
export const bookingForDoses = (due: readonly Pick<DueDose, "group" | "dose">[]) =>
  `/booking/new?${new URLSearchParams({ why: "vaccination", origin: "dose", ref: due.map(dueRef).join("--").slice(0, 100) })}` as Route;

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** What doses, diseases and rows of the schedule are called. */
export async function doseWords() {
  const t = await getTranslations("vaccination");

  const disease = (antigen: string): string => {
    const key = `antigens.${antigen}` as "antigens.TB";
    return t.has(key) ? t(key) : antigen;
  };
  const diseases = (antigens: readonly string[]) => antigens.map(disease).join(", ");

  const vaccine = ({ product, antigens }: Pick<Dose, "product" | "antigens">) =>
    product ?? capital(diseases(antigens));

  const numbered = (name: string, number: number | null) =>
    number === null ? name : t("name", { name, number });

  /** A dose as its sender calls it; its number once, where the name has none. */
  const dose = (one: Pick<Dose, "product" | "antigens" | "doseNumber">) => {
    const name = vaccine(one);
    return numbered(name, /(mũi|liều|dose)\s*\d/i.test(name) ? null : one.doseNumber);
  };

  /** A row of the schedule. */
  const due = (one: Pick<DueDose, "group" | "dose">) => {
    const key = `groups.${one.group}` as "groups.BCG";
    return numbered(t.has(key) ? t(key) : one.group, hasNumber(one) ? one.dose : null);
  };

  /** When the schedule wants a dose, as a sentence. */
  const age = (text: string | null) => {
    const read = ageIn(text);
    return read && t(`due.age.${read.unit}`, { count: read.count });
  };

  return { disease: (antigen: string) => capital(disease(antigen)), diseases, dose, due, age };
}
