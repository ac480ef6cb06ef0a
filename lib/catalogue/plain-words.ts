import { plainWords } from "./plain-words.data.ts";

/** Lời giải thích ngắn of a test or a condition, with who says so and who has reviewed it. */
export type PlainWords = {
  kind: "test" | "condition";
  /** Of a test: words of its name, in small letters. Of a condition: bare ICD-10 codes or categories. */
  terms: readonly string[];
  vi: string;
  en: string;
  source: { title: string; address: string };
  readOn: string;
  /** The doctor who reviewed it; null as long as nobody has. */
  reviewer: string | null;
};

const letters = String.raw`[\p{L}\p{N}]`;

/** Whether a term stands in a name as words of its own. */
function standsIn(name: string, term: string): boolean {
  const words = term.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`(?<!${letters})${words}(?!${letters})`, "u").test(name);
}

/** The explanation in a list for what something is called; for conditions the longest code wins. */
export function explanationIn(
  list: readonly PlainWords[],
  kind: PlainWords["kind"],
  said: string | null,
): PlainWords | null {
  if (!said) return null;
  const same = list.filter((one) => one.kind === kind);
  if (kind === "test") {
    const name = said.normalize("NFC").toLowerCase();
    return same.find((one) => one.terms.some((term) => standsIn(name, term))) ?? null;
  }
  const code = said.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
  for (let length = code.length; length >= 3; length--) {
    const found = same.find((one) => one.terms.includes(code.slice(0, length)));
    if (found) return found;
  }
  return null;
}

/** What a test (by its name) or a condition (by its ICD-10 code) is, in plain words; null when nothing is written yet. */
export const explain = (kind: PlainWords["kind"], code: string | null): PlainWords | null =>
  explanationIn(plainWords, kind, code);
