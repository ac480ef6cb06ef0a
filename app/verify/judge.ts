import { copy, type Locale } from "#components/copy/index.ts";
import { sortText } from "#components/verify/sort-text.ts";
import {
  certificateSheet,
  emergencyCardSheet,
  faultSheet,
  receiptSheet,
  type VerdictSheet,
  type VerifyWords,
} from "#components/verify/verdict-sheet.ts";
import { readCardText } from "#lib/emergency-card/rules.ts";
import { checkReceipt } from "#lib/payment/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { reach } from "#lib/platform/context.ts";
import { webEnv } from "#lib/platform/env.ts";
import { checkWords } from "#lib/platform/paper-keys.ts";
import { acceptedTrust } from "#lib/vaccination/index.ts";
import { verifyCertificate } from "#lib/vaccination/rules.ts";
import { signing } from "../_entry/signing.ts";

/** The words in which verdicts are told. */
export const wordsFor = (locale: Locale): VerifyWords => ({
  locale,
  verify: copy[locale].verify,
  diseases: copy[locale].vaccination.antigens,
});

/** Kiểm tra: what a text proves, in words. No book is opened; only keys, lists of signers and of what was taken back are asked. */
export async function judge(given: string, locale: Locale): Promise<VerdictSheet> {
  const words = wordsFor(locale);
  const { kind, text } = sortText(given);
  if (kind === "unreadable") return faultSheet("unreadable", words);
  if (kind === "receipt") {
    const checked = checkReceipt(webEnv().paperKeys, text);
    return checked.kind === "genuine"
      ? receiptSheet(checked.receipt, words)
      : faultSheet(checked.kind, words);
  }
  const at = new Date();
  if (kind === "card") {
    const read = readCardText(text);
    const checked = read ? checkWords(webEnv().paperKeys, read.words, read) : "unsigned";
    return emergencyCardSheet(text, checked, dayOf(at), words);
  }
  const verdict = await verifyCertificate(text, await acceptedTrust(reach().app, signing()), at);
  return certificateSheet(verdict, { trustedAt: at, at }, words);
}
