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
