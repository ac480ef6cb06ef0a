import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { doseWords } from "#components/vaccination/dose-words.ts";
import type { DuePerson } from "#lib/vaccination/index.ts";
import type { DueListInput } from "#lib/vaccination/inputs.ts";
import { ageOn, type DueListKind } from "#lib/vaccination/rules.ts";

/** More doses than these are counted. */
const SHOWN = 4;

/** What a list says of somebody, in words. */
export async function listWords(today: string) {
  const t = await getTranslations("station");
  const vaccination = await getTranslations("vaccination");
  const words = await doseWords();
  const born = (birthDate: string) => {
    const age = ageOn(birthDate, today);
    const day = calendarDay(birthDate);
    return age
      ? t("bornAge", { day, age: vaccination(`ageNow.${age.unit}`, { count: age.count }) })
      : t("born", { day });
  };
  /** Each dose with the day that put it there. */
  const doses = (kind: DueListKind, { rows, given }: DuePerson, most = SHOWN): string[] => {
    const how = kind === "overdue" || kind === "near-limit" ? kind : "default";
    if (rows.length === 0) return [t(given > 0 ? "allGiven" : "noneYet")];
    const shown = rows.length > most + 1 ? rows.slice(0, most) : rows;
    const lines = shown.map((row) =>
      t(`doseOn.${how}`, {
        dose: words.due({ group: row.rule, dose: row.dose }),
        day: calendarDay(row.on),
      }),
    );
    const left = rows.length - shown.length;
    return left > 0 ? [...lines, t("doseMore", { count: left })] : lines;
  };
  const notes = (one: DuePerson): string[] => [
    one.given === 0
      ? t("givenNone")
      : t("givenSome", { count: one.given, day: calendarDay(one.lastGivenOn ?? "") }),
    ...(one.missed > 0 ? [t("missedTimes", { count: one.missed })] : []),
    ...(one.nextSession ? [t("invitedTo", { day: calendarDay(one.nextSession) })] : []),
  ];
  return { born, doses, notes, rule: (rule: string) => vaccination(`groups.${rule as "BCG"}`) };
}

/** The address of a list, or of its paper or file. */
export function listAddress(
  { kind, rule, phone, waiting, page }: DueListInput,
  over: Partial<DueListInput> = {},
  place = "",
): Route {
  const asked = { kind, rule, phone, waiting, page, ...over };
  const query = new URLSearchParams({ kind: asked.kind });
  if (asked.rule) query.set("rule", asked.rule);
  if (asked.phone) query.set("phone", asked.phone);
  if (asked.waiting) query.set("waiting", "1");
  if (asked.page > 1 && place === "") query.set("page", String(asked.page));
  return `/clinic/vaccination${place}?${query}` as Route;
}
