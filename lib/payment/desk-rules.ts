/** What may not agree: of a note or payment, or of VNPay's file, our attempts and the ledger. */
export const differenceKinds = [
  "wrong-amount",
  "unclear",
  "paid-twice",
  "charged-again",
  "failed-after-paid",
  "paid-after-void",
  "paid-after-desk",
  "number-reused",
  "claim-differs",
  "claim-unpaid-again",
  "refund-unclear",
  "refund-waits",
  "transfer-amount",
  "ours-only",
  "theirs-only",
  "amount-differs",
  "refund-ours-only",
  "refund-theirs-only",
  "not-posted",
  "ledger-differs",
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** How the notes of a desk are listed, each with the statuses it holds. */
export const noteLists = {
  all: ["open", "insured", "paid", "partially-refunded", "refunded", "paid-at-desk", "set-off", "void"],
  open: ["open"],
  paid: ["paid", "partially-refunded", "refunded"],
  over: ["paid-at-desk", "set-off", "insured"],
  void: ["void"],
} as const;
export type NoteList = keyof typeof noteLists;

/** What is left to pay of a note: a settlement without what deposits cover of it. */
export const leftToPay = (note: { kind: string; amountVnd: bigint; setOffVnd: bigint }): bigint =>
  note.kind === "settlement" ? note.amountVnd - note.setOffVnd : note.amountVnd;

/** A month of an address (`2026-11`); the month of `today` for anything else. */
export function monthOf(text: string | undefined, today: string): string {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text ?? "") ? (text ?? "") : today.slice(0, 7);
}

/** The month before or after. */
export function nextMonth(month: string, step: 1 | -1): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const at = new Date(Date.UTC(year, number - 1 + step, 1));
  return at.toISOString().slice(0, 7);
}

/** A share in tenths of a per cent, whole: 123 is 12.3 %. Null of nothing. */
export const shareOf = (part: bigint, whole: bigint): number | null =>
  whole > 0n ? Number((part * 1000n + whole / 2n) / whole) : null;
