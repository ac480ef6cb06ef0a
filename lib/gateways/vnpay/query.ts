import { ask, requestNumber } from "./ask.ts";
import { plainText, type Terminal, wholeVnd } from "./terminal.ts";
import { digitsOf, momentOf } from "./times.ts";
import { order, statusOf, VERSION } from "./wire.ts";

const WAIT_MS = 6_000;

/** What VNPay knows of one payment. */
export type QueryAnswer =
  | {
      kind: "told";
      /** `refund`: what is told is of a refund of it, not of the payment. */
      outcome: "paid" | "declined" | "unfinished" | "ended-unpaid" | "unclear" | "refund";
      status: (typeof statusOf)[keyof typeof statusOf] | "other";
      /** Of a refund: whether of everything or a part. */
      refund: "full" | "partial" | null;
      amountVnd: bigint | null;
      transactionNo: string | null;
      bankCode: string | null;
      paidAt: Date | null;
    }
  /** No information, which is never "not paid". `too-soon`: VNPay answers once in about five minutes. */
  | { kind: "nothing"; because: "too-soon" | "not-found" | "unsigned" | "other-payment" | "refused" };

const outcomes = {
  done: "paid",
  unfinished: "unfinished",
  failed: "declined",
  "timed-out": "ended-unpaid",
  cancelled: "ended-unpaid",
} as const;

const refundKinds: Record<string, "full" | "partial"> = { "02": "full", "03": "partial" };

const isListed = (code: string): code is keyof typeof statusOf => Object.hasOwn(statusOf, code);
const hasOutcome = (status: string): status is keyof typeof outcomes => Object.hasOwn(outcomes, status);

/**
 * Hỏi lại VNPay: what became of a payment. `createdAt` is the very moment that its address was signed with. An answer is
 * believed only when it is signed and about this payment. Throws GatewayUnavailable.
 */
export async function queryPayment(
  terminal: Terminal,
  asked: { reference: string; createdAt: Date; now: Date; ourAddress: string },
  waitMs = WAIT_MS,
): Promise<QueryAnswer> {
  const question = {
    vnp_RequestId: requestNumber("Q"),
    vnp_Version: VERSION,
    vnp_Command: "querydr",
    vnp_TmnCode: terminal.code,
    vnp_TxnRef: asked.reference,
    vnp_TransactionDate: digitsOf(asked.createdAt),
    vnp_CreateDate: digitsOf(asked.now),
    vnp_IpAddr: asked.ourAddress,
    vnp_OrderInfo: plainText(`Truy van ${asked.reference}`),
  };
  const { fields, signed } = await ask(
    terminal,
    question,
    { question: order.query, answer: order.queryAnswer },
    waitMs,
  );
  const code = fields.vnp_ResponseCode ?? "";
  // Errors come unsigned too; they only make us wait or ask again, so that nobody gains by forging one.
  if (code === "94") return { kind: "nothing", because: "too-soon" };
  if (code === "91") return { kind: "nothing", because: "not-found" };
  if (!signed) return { kind: "nothing", because: "unsigned" };
  if (code !== "00") return { kind: "nothing", because: "refused" };
  if (
    fields.vnp_Command !== "querydr" ||
    fields.vnp_TmnCode !== terminal.code ||
    fields.vnp_TxnRef !== asked.reference
  )
    return { kind: "nothing", because: "other-payment" };
  const written = fields.vnp_TransactionStatus ?? "";
  const status = isListed(written) ? statusOf[written] : "other";
  const number = fields.vnp_TransactionNo ?? "";
  return {
    kind: "told",
    outcome:
      fields.vnp_TransactionType !== "01" ? "refund" : hasOutcome(status) ? outcomes[status] : "unclear",
    status,
    refund: refundKinds[fields.vnp_TransactionType ?? ""] ?? null,
    amountVnd: wholeVnd(fields.vnp_Amount),
    transactionNo: number === "" || number === "0" ? null : number,
    bankCode: fields.vnp_BankCode || null,
    paidAt: momentOf(fields.vnp_PayDate),
  };
}
