import names from "./icd10.data.json" with { type: "json" };

const conditionNames = new Map<string, string>(Object.entries(names));

/** A code without dot, blanks, dagger or asterisk: those do not tell two codes apart. */
const bareCode = (code: string) => code.replace(/[^A-Za-z0-9]/g, "").toUpperCase();

/** Tên bệnh: the Vietnamese name of an ICD-10 code (QĐ 4469/2020), null when the list does not have it. */
export function nameOfCondition(code: string): string | null {
  return conditionNames.get(bareCode(code)) ?? null;
}
