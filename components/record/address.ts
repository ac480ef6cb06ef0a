import type { Route } from "next";
import { type PaperRef, paperId } from "#lib/record/rules.ts";

const keyOf = (words: string) => Buffer.from(words).toString("base64url");

/** The words that a key in an address stands for; empty when it is none. */
export function wordsOf(key: string): string {
  return /^[\w-]{1,700}$/.test(key) ? Buffer.from(key, "base64url").toString("utf8") : "";
}

export const visitAddress = (encounterId: string) => `/record/encounters/${encounterId}` as Route;
export const testAddress = (test: string) => `/record/results/${keyOf(test)}` as Route;
export const substanceAddress = (substance: string) => `/record/medicines/${keyOf(substance)}` as Route;
export const conditionAddress = (bareCode: string) => `/record/conditions/${keyOf(bareCode)}` as Route;
export const paperAddress = (paper: PaperRef) => `/record/documents/${paperId(paper)}` as Route;
