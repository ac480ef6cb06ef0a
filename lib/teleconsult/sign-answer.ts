import { createHash } from "node:crypto";
import * as z from "zod";
import type { NumberedKey } from "#lib/platform/env.ts";
import { readPaper, signPaper } from "#lib/platform/paper-keys.ts";
import type { AnswerLines } from "./rules.ts";

/** The words of an answer, as its signature covers them. */
export type SignedWords = {
  outcome: string;
  summary: string;
  advice: string;
  warning: string;
  lines: AnswerLines;
};

/** What the signature says: whose answer to which case, when, and the hash of its words. */
const Says = z.object({
  kind: z.literal("teleconsult-answer"),
  case: z.string(),
  facility: z.string(),
  doctor: z.string(),
  sha256: z.string(),
  iat: z.int(),
});

/** SHA-256 over the words in one order: the same answer has one hash, however it was stored. */
function hashOf({ outcome, summary, advice, warning, lines }: SignedWords): string {
  const text = JSON.stringify([
    outcome,
    summary.trim(),
    advice.trim(),
    warning.trim(),
    lines.conditions.map(({ code, name }) => [code, name]),
    lines.medicines.map(({ name, instructions }) => [name, instructions]),
    lines.tests,
  ]);
  return createHash("sha256").update(text).digest("base64url");
}

type Signed = { code: string; facilityCode: string; doctor: string; signedAt: Date; answer: SignedWords };

/** Ký câu trả lời: a JWS (ES256) by the book's paper key, in the name of the doctor who is signed in. */
export const signAnswer = (keys: readonly NumberedKey[], o: Signed): string =>
  signPaper(keys, {
    kind: "teleconsult-answer",
    case: o.code,
    facility: o.facilityCode,
    doctor: o.doctor,
    sha256: hashOf(o.answer),
    iat: Math.floor(o.signedAt.getTime() / 1000),
  } satisfies z.infer<typeof Says>);

/** Whether an answer still says what was signed, by whom and when. */
export function isAsSigned(
  keys: readonly NumberedKey[],
  signature: string,
  o: Omit<Signed, "signedAt">,
): boolean {
  const read = readPaper(keys, signature);
  const says = read.kind === "genuine" ? Says.safeParse(read.says) : null;
  return (
    says?.success === true &&
    says.data.case === o.code &&
    says.data.facility === o.facilityCode &&
    says.data.doctor === o.doctor &&
    says.data.sha256 === hashOf(o.answer)
  );
}
