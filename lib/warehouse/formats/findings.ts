import type { Finding, Level, ProblemCode } from "../problems.ts";
import { fieldWords } from "./field-words.data.ts";

/** A field as a clerk reads it: its meaning, then the official name. */
export function called(field: string): string {
  const label = fieldWords[field];
  return label ? `${label} (${field})` : field;
}

/** The place of a line in front of a sentence about it. */
export const atLine = (line: number | null, sentence: string) =>
  line === null ? sentence : `Dòng ${line}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;

const capitalised = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** A finding about one field, in words that a clerk of a hospital understands. */
export function found(
  level: Level,
  code: ProblemCode,
  part: string | null,
  field: string | null,
  message: string,
): Finding {
  return { level, part, field, code, message: capitalised(message) };
}
