import { createTranslator } from "use-intl/core";
import { calendarDay, day } from "#components/copy/format.ts";
import { copy, type Locale } from "#components/copy/index.ts";
import { type About, HISTORY, type ReadDose } from "#lib/vaccination/rules.ts";
import type { Shown } from "./read-certificates.ts";

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** What certificates are called, and what stands on them: in the language asked for, which need not be the reader's. */
export function certificateWords(locale: Locale) {
  const t = createTranslator({ locale, messages: copy[locale], namespace: "certificates" });
  const names = createTranslator({ locale, messages: copy[locale], namespace: "vaccination" });

  const disease = (antigen: string): string => {
    const key = `antigens.${antigen}` as "antigens.TB";
    return names.has(key) ? names(key) : antigen;
  };
  const about = (what: About) =>
    what === HISTORY ? t("about.history") : t("about.one", { disease: disease(what) });

  /** How it stands, as a sentence. */
  const standing = (one: Shown) =>
    one.standing === "revoked" && one.revokedAt
      ? t(`standingText.${one.revokedBecause ?? "asked"}`, { day: day(one.revokedAt) })
      : one.standing === "revoked"
        ? t("standing.revoked")
        : t(`standingText.${one.standing}`, { day: day(one.expiresAt) });

  /** When it was issued, and how many doses stand on it: the common European form tells the newest alone. */
  const issued = (one: Shown) =>
    t("list.issued", { day: day(one.issuedAt), count: one.kind === "dcc" ? 1 : one.doses.length });

  /** A dose: what was given, then where and of which lot. */
  const dose = (one: ReadDose) => {
    const against = capital(one.antigens.map(disease).join(", ")) || one.code;
    const vaccine = one.product ? `${one.product} (${against})` : against;
    const number = one.of ? `${one.number}/${one.of}` : one.number;
    return {
      on: calendarDay(one.on),
      vaccine: number === null ? vaccine : t("paper.dose", { vaccine, number: String(number) }),
      place: [one.place, one.lot && t("paper.lot", { lot: one.lot })].filter(Boolean).join(", "),
    };
  };

  return { t, disease: (antigen: string) => disease(antigen), about, standing, issued, dose };
}
