import { besideRange, rangeOf, readNumber } from "#lib/record/rules.ts";

type Result = {
  name: string | null;
  code: string | null;
  serviceCode: string | null;
  serviceName?: string | null;
  valueText: string | null;
  unit: string | null;
  description: string | null;
  conclusion: string | null;
};

type Words = (key: string, values?: { by: string }) => string;

/** What a test is called: its own name, else that of its service, else its code. */
export function nameOfTest(result: Result, unnamed: string): string {
  return result.name ?? result.serviceName ?? result.code ?? result.serviceCode ?? unnamed;
}

/** A value as people write it: decimals with a comma; words as they were sent. */
export function sentValue({ valueText }: Pick<Result, "valueText">): string | null {
  const number = readNumber(valueText);
  return number === null || !/^-?\d+(\.\d+)?$/.test((valueText ?? "").trim())
    ? (valueText?.trim() ?? null)
    : (valueText ?? "").trim().replace(".", ",");
}

const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A unit as people write it: 10^9/L is 10⁹/L. */
export function unitWords(unit: string | null): string {
  return (unit ?? "").replace(
    /\^(-?)(\d{1,2})/g,
    (_, minus: string, digits: string) =>
      (minus ? "⁻" : "") + [...digits].map((one) => raised[Number(one)]).join(""),
  );
}

const decimals = (text: string) => /[.,](\d+)$/.exec(text.trim())?.[1]?.length ?? 0;

/**
 * Where a value lies beside the range that the facility sent with it, in words; null when it sent none that is plain. `short`
 * in a table that says what it is beside.
 */
export function besideWords(result: Result, t: unknown, o: { short?: boolean } = {}): string | null {
  const say = t as Words;
  const words: Words = (key, values) => say(o.short ? `short.${key}` : key, values);
  const value = readNumber(result.valueText);
  const sent = rangeOf(result);
  if (value === null || !sent) return null;
  const { where, by } = besideRange(value, sent.range);
  if (where === "within") return words("within");
  return by === 0
    ? words("outside")
    : words(where, {
        by: by.toFixed(Math.max(decimals(result.valueText ?? ""), decimals(String(by)))).replace(".", ","),
      });
}
