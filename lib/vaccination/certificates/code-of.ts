import { encode } from "uqr";
import { digitsOf } from "./numeric-code.ts";
import { type Dots, qrOf } from "./qr-code.ts";

/** As far as this a code bears much correction and is still coarse enough for a phone. */
const CORRECTED = 900;

/** Whether a text of ours is an HCERT; else it is a health card. */
const isHcert = (text: string) => text.startsWith("HC1:");

/** What the QR of a text says to a scanner. */
export const scannedText = (text: string): string => (isHcert(text) ? text : `shc:/${digitsOf(text)}`);

/** The QR of a signed text: a health card in digits, an HCERT in capital letters with level Q where it is short enough. */
export function codeOf(text: string): Dots {
  if (!isHcert(text)) return qrOf("shc:/", digitsOf(text));
  const { data, size } = encode(text, { ecc: text.length > CORRECTED ? "L" : "Q", border: 0 });
  return { size, dark: data };
}
