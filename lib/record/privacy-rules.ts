import { type PrivacyReason, privacyRows } from "./private-visits.data.ts";

/** What a visit is judged by. */
export type VisitFacts = {
  conditionCodes: readonly string[];
  /** What was given, done and found, and what the diagnoses say in words. */
  names: readonly (string | null)[];
  paperKinds: readonly string[];
  patientCategory: string | null;
};

const bare = (code: string) => code.replace(/[^A-Za-z0-9]/g, "").toUpperCase();

/** Within a range of ICD-10, compared as far as its ends are written: `B20`–`B24` holds B24.9. */
const within = (code: string, [from, to]: [string, string]) =>
  code.slice(0, from.length) >= from && code.slice(0, to.length) <= to;

/** Small letters without marks, words apart by one blank and one before the first. */
const folded = (text: string) =>
  ` ${text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")}`;

/**
 * Vì sao riêng tư: the reasons for which a visit is closed until its owner opens it, in alphabetical order; none when
 * anybody who may open the book may read it.
 */
export function privateBecause(facts: VisitFacts): PrivacyReason[] {
  const codes = facts.conditionCodes.map(bare);
  // Folded at once, because a visit may have hundreds of lines; the digit keeps two names from making a third.
  const names = folded(facts.names.filter((name) => name !== null).join(" 0 "));
  const found = privacyRows.filter(
    (row) =>
      row.codes.some((range) => codes.some((code) => within(code, range))) ||
      row.words.some((word) => names.includes(` ${word}`)) ||
      row.paperKinds.some((kind) => facts.paperKinds.includes(kind)) ||
      (facts.patientCategory !== null && row.patientCategories.includes(facts.patientCategory)),
  );
  return [...new Set(found.map((row) => row.reason))].sort();
}
