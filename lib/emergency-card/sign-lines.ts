import { type NumberedKey, webEnv } from "#lib/platform/env.ts";
import { signWords } from "#lib/platform/paper-keys.ts";
import { type CardWords, cardText, checkableOf } from "./rules.ts";

/** Ký chữ của thẻ: what the QR of these lines carries, signed, and for which of them it has no room. */
export function signLines(card: CardWords, keys: readonly NumberedKey[] = webEnv().paperKeys) {
  const { words, leftOut, shortened } = cardText(card);
  const signed = signWords(keys, words);
  return { checkable: checkableOf(words, signed), kid: signed.kid, leftOut, shortened };
}
