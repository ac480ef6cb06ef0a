import { type Answer, answerCase, Unanswerable } from "./answer-case.ts";
import type { Rules } from "./forecasting/rules-index.ts";
import { ForecastCase } from "./inputs.ts";

/** What is answered to a line that cannot be: nothing that was asked is lost. */
export type Mistaken = { id: string | number | null; line: number; error: string };

/** The id of a case that could not be read further, so that its answer can be told apart. */
function idOf(asked: unknown): string | number | null {
  if (typeof asked !== "object" || asked === null || !("id" in asked)) return null;
  return typeof asked.id === "string" || typeof asked.id === "number" ? asked.id : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/** Answers one line of JSON, or says what is wrong with it; `line` is its number. */
export function answerLine(text: string, line: number, rules: Rules): Answer | Mistaken {
  const asked = readJson(text);
  if (asked === undefined) return { id: null, line, error: "not JSON" };
  const read = ForecastCase.safeParse(asked);
  if (!read.success) {
    const issues = read.error.issues.map(({ path, message }) =>
      [path.join("."), message].filter(Boolean).join(": "),
    );
    return { id: idOf(asked), line, error: issues.join("; ") };
  }
  try {
    return answerCase(read.data, rules);
  } catch (error) {
    if (error instanceof Unanswerable) return { id: read.data.id, line, error: error.message };
    throw error;
  }
}
