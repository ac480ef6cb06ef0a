/** How long the code of an SMS is good that asks for help, in minutes; ours. */
export const HELP_CODE_MINUTES = 10;

/** How the QR of a card begins; what follows is its code. */
export const CARD_PREFIX = "SSKBS2:";

/** Signs that nobody mistakes for one another when they are read out. 32 of them, sixteen in a code: 80 bits. */
export const CARD_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
export const CARD_LENGTH = 16;

/** The code of a card from what was scanned or typed; null when it is none. */
export function codeOfCard(text: string): string | null {
  const plain = text
    .trim()
    .toUpperCase()
    .replace(CARD_PREFIX, "")
    .replace(/[\s.-]/g, "");
  return plain.length === CARD_LENGTH && [...plain].every((sign) => CARD_SIGNS.includes(sign)) ? plain : null;
}

/** A code as it is printed: four groups of four. */
export const groupedCard = (code: string) => code.replace(/(.{4})(?=.)/g, "$1 ");
