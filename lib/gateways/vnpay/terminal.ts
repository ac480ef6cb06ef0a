/** The shop that VNPay knows us as, and where VNPay is. */
export type Terminal = {
  code: string;
  /** The first signs; the others are former ones, which still prove what was signed before they were changed. */
  secrets: readonly [string, ...string[]];
  payUrl: string;
  apiUrl: string;
};

const LARGEST_VND = 9_999_999_999n;

/** Whole đồng as VNPay counts them, in hundredths. The one place where ×100 happens. */
export function hundredths(amountVnd: bigint): string {
  if (amountVnd <= 0n || amountVnd > LARGEST_VND) throw new RangeError("an amount that VNPay cannot carry");
  return String(amountVnd * 100n);
}

/** Whole đồng from hundredths; null for whatever is not that. */
export function wholeVnd(digits: string | undefined): bigint | null {
  return /^[1-9]\d{0,9}00$/.test(digits ?? "") ? BigInt(digits ?? "") / 100n : null;
}

/**
 * Text that all of VNPay's own samples sign alike, and that may be shown on a bank statement: Vietnamese without its
 * marks, and nothing but letters, digits, blanks and . , : -
 */
export function plainText(text: string): string {
  const plain = text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/đ/g, "d")
    .replace(/Đ/g, "D")
    .replace(/[^A-Za-z0-9 .,:-]+/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 255)
    .trim();
  if (plain === "") throw new RangeError("nothing is left of the text");
  return plain;
}
