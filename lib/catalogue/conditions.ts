import names from "./icd10.data.json" with { type: "json" };
import traits from "./icd10-traits.data.json" with { type: "json" };

const conditionNames = new Map<string, string>(Object.entries(names));
const neverMain = new Set(traits.notMain);
const onlyOf = { female: new Set(traits.female), male: new Set(traits.male) } as const;

/** A code without dot, blanks, dagger or asterisk: those do not tell two codes apart. */
const bareCode = (code: string) => code.replace(/[^A-Za-z0-9]/g, "").toUpperCase();

/** Tên bệnh: the Vietnamese name of an ICD-10 code (QĐ 4469/2020), null when the list does not have it. */
export function nameOfCondition(code: string): string | null {
  return conditionNames.get(bareCode(code)) ?? null;
}

/** Whether a code may stand as the main diagnosis (QĐ 4469/2020, sheet A2); unknown codes may. */
export const mayBeMainCondition = (code: string): boolean => !neverMain.has(bareCode(code));

/** The one sex that a code is for (QĐ 4469/2020, sheets A4.1 and A4.2); null for nearly all. */
export function sexOfCondition(code: string): "female" | "male" | null {
  const bare = bareCode(code);
  if (onlyOf.female.has(bare)) return "female";
  return onlyOf.male.has(bare) ? "male" : null;
}

const folded = (text: string) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

/** J00 as people write it: a code of four signs has its dot. */
const dotted = (bare: string) => (bare.length > 3 ? `${bare.slice(0, 3)}.${bare.slice(3)}` : bare);

/** Every code with its name folded, made when somebody first searches. */
let searched: { code: string; name: string; folded: string }[] | null = null;

/**
 * Tìm bệnh theo mã hoặc tên: those whose code begins with what was typed, then those whose name has all of its words, marks left
 * out; the shorter names first.
 */
export function searchConditions(typed: string, most: number): { code: string; name: string }[] {
  searched ??= [...conditionNames].map(([code, name]) => ({ code, name, folded: folded(name) }));
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const code = bareCode(typed);
  const byCode = /^[A-Z]\d/.test(code) ? searched.filter((one) => one.code.startsWith(code)) : [];
  const byName = searched
    .filter((one) => !byCode.includes(one) && words.every((word) => one.folded.includes(word)))
    .sort((a, b) => a.name.length - b.name.length);
  return [...byCode, ...byName].slice(0, most).map((one) => ({ code: dotted(one.code), name: one.name }));
}
