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

/** Small letters without marks, words apart by one blank. */
const slowlyFolded = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ");

/** Letters that fold one by one, as those of Vietnamese do: up to here each is a letter or digit, a blank, or nothing. */
const ONE_BY_ONE = 0x1f00;
const foldedLetters: string[] = [];
const BLANK = 0x20;

function foldedLetter(code: number): string {
  const letter = foldedLetters[code] ?? slowlyFolded(String.fromCharCode(code));
  foldedLetters[code] = letter;
  return letter;
}

/** As `slowlyFolded`, with one blank before the first word: filing asks it of every visit. */
function folded(text: string): string {
  const letters = Buffer.allocUnsafe(text.length + 1);
  letters[0] = BLANK;
  let at = 1;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= ONE_BY_ONE) return ` ${slowlyFolded(text)}`;
    const letter = foldedLetter(code);
    if (letter === "" || (letter === " " && letters[at - 1] === BLANK)) continue;
    letters[at] = letter.charCodeAt(0);
    at += 1;
  }
  return letters.toString("latin1", 0, at);
}

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
