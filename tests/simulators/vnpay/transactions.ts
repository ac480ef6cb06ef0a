import type { Parameters } from "./signing.ts";

/** A way in which a payment ends. Cards of the sandbox: NCB, NGUYEN VAN A, 07/15, OTP 123456. */
export const endings = {
  success: { response: "00", status: "00", card: "9704198526191432198", note: "thẻ thành công" },
  "no-funds": { response: "51", status: "02", card: "9704195798459170488", note: "thẻ không đủ tiền" },
  inactive: { response: "09", status: "02", card: "9704192181368742", note: "thẻ chưa kích hoạt" },
  locked: { response: "12", status: "02", card: "9704193370791314", note: "thẻ bị khóa" },
  expired: { response: "11", status: "02", card: "9704194841945513", note: "thẻ hết hạn" },
  "wrong-otp": { response: "13", status: "02", card: "", note: "sai mã OTP" },
  cancelled: { response: "24", status: "02", card: "", note: "người trả hủy" },
  timeout: { response: "11", status: "08", card: "", note: "hết giờ thanh toán" },
  suspected: { response: "07", status: "07", card: "", note: "nghi ngờ gian lận, đã trừ tiền" },
} as const;

/** How a payment ended. */
export type Ending = keyof typeof endings;

/** Whether a text names an ending. */
export const isEnding = (name: unknown): name is Ending =>
  typeof name === "string" && Object.hasOwn(endings, name);

/** One refund of a payment. */
export type Refund = {
  type: "02" | "03";
  amount: number;
  number: string;
  status: "05" | "09";
  at: number;
};

/** One payment as VNPay keeps it; amounts in hundredths. */
export type Payment = {
  asked: Parameters;
  number: string;
  amount: number;
  bank: string;
  ending: Ending | null;
  payDate: string;
  /** Numbers of money that was taken once more. */
  again: string[];
  refunds: Refund[];
  notices: { at: string; url: string; answer: string }[];
};

const payments = new Map<string, Payment>();
let lastNumber = Number(process.env.FIRST_TRANSACTION) || 14_000_000 + Math.floor(Math.random() * 900_000);

/** A number that no transaction had before. */
export function nextNumber(): string {
  lastNumber += 1;
  return String(lastNumber);
}

/** The clock of Hanoi, in 14 digits: seven hours before Greenwich, reckoned by hand. */
export function hanoi(at = Date.now()): string {
  return new Date(at + 7 * 3_600_000).toISOString().replace(/\D/g, "").slice(0, 14);
}

/** The payment of a reference; a new one when it is met for the first time. */
export function paymentOf(asked: Parameters): Payment {
  const reference = asked.vnp_TxnRef ?? "";
  const known = payments.get(reference);
  if (known) return known;
  const payment: Payment = {
    asked,
    number: nextNumber(),
    amount: Number(asked.vnp_Amount),
    bank: asked.vnp_BankCode ?? "",
    ending: null,
    payDate: "",
    again: [],
    refunds: [],
    notices: [],
  };
  payments.set(reference, payment);
  return payment;
}

/** A payment by its reference. */
export const findPayment = (reference: string) => payments.get(reference);

/** What was paid, refunded and told, for whoever tests. */
export const allPayments = () =>
  [...payments].map(([reference, payment]) => ({
    reference,
    amountVnd: payment.amount / 100,
    number: payment.number,
    ending: payment.ending,
    refunds: payment.refunds,
    notices: payment.notices,
  }));

/** Every payment as it is kept. */
export const everyPayment = () => [...payments.values()];
