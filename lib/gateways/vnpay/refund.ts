import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { ask } from "./ask.ts";
import { hundredths, plainText, type Terminal, wholeVnd } from "./terminal.ts";
import { digitsOf } from "./times.ts";
import { order, refundRefusals, VERSION } from "./wire.ts";

const WAIT_MS = 20_000;

/** What is to go back. `requestId` is kept before it is sent, and never used twice. */
export type RefundOrder = {
  requestId: string;
  kind: "full" | "partial";
  reference: string;
  amountVnd: bigint;
  transactionNo: string | null;
  /** The very moment that the payment's address was signed with. */
  createdAt: Date;
  now: Date;
  askedBy: string;
  about: string;
  ourAddress: string;
};

/** What became of it. `unknown` is never sent again until somebody has found out. */
export type RefundAnswer =
  | { kind: "accepted"; stage: "done" | "in-process" | "sent"; transactionNo: string | null }
  | { kind: "rejected"; because: (typeof refundRefusals)[keyof typeof refundRefusals] | "refused-by-bank" }
  | {
      kind: "unknown";
      because: "no-answer" | "unsigned" | "too-soon" | "contradiction" | "code";
      code: string;
    };

const stages = { "00": "done", "05": "in-process", "06": "sent" } as const;
const isStage = (code: string): code is keyof typeof stages => Object.hasOwn(stages, code);
const isRefusal = (code: string): code is keyof typeof refundRefusals => Object.hasOwn(refundRefusals, code);

/** Hoàn tiền: asks VNPay to give money back. Never throws for what happens over there: that is `unknown`. */
export async function refundPayment(
  terminal: Terminal,
  refund: RefundOrder,
  waitMs = WAIT_MS,
): Promise<RefundAnswer> {
  const question = {
    vnp_RequestId: refund.requestId,
    vnp_Version: VERSION,
    vnp_Command: "refund",
    vnp_TmnCode: terminal.code,
    vnp_TransactionType: refund.kind === "full" ? "02" : "03",
    vnp_TxnRef: refund.reference,
    vnp_Amount: hundredths(refund.amountVnd),
    vnp_TransactionNo: refund.transactionNo ?? "",
    vnp_TransactionDate: digitsOf(refund.createdAt),
    vnp_CreateBy: plainText(refund.askedBy),
    vnp_CreateDate: digitsOf(refund.now),
    vnp_IpAddr: refund.ourAddress,
    vnp_OrderInfo: plainText(refund.about),
  };
  const signedBy = { question: order.refund, answer: order.refundAnswer };
  const answer = await ask(terminal, question, signedBy, waitMs).catch((error: unknown) => {
    if (error instanceof GatewayUnavailable) return null;
    throw error;
  });
  if (!answer) return { kind: "unknown", because: "no-answer", code: "" };
  const { fields, signed } = answer;
  const code = fields.vnp_ResponseCode ?? "";
  if (code === "94") return { kind: "unknown", because: "too-soon", code };
  if (!signed) return { kind: "unknown", because: "unsigned", code };
  const ours =
    fields.vnp_Command === "refund" &&
    fields.vnp_TmnCode === terminal.code &&
    fields.vnp_TxnRef === refund.reference;
  if (!ours) return { kind: "unknown", because: "contradiction", code };
  if (isRefusal(code)) return { kind: "rejected", because: refundRefusals[code] };
  if (code !== "00") return { kind: "unknown", because: "code", code };
  const status = fields.vnp_TransactionStatus ?? "";
  if (status === "09") return { kind: "rejected", because: "refused-by-bank" };
  const agrees =
    wholeVnd(fields.vnp_Amount) === refund.amountVnd &&
    fields.vnp_TransactionType === question.vnp_TransactionType;
  if (!agrees || !isStage(status)) return { kind: "unknown", because: "contradiction", code };
  const number = fields.vnp_TransactionNo ?? "";
  return {
    kind: "accepted",
    stage: stages[status],
    transactionNo: number === "" || number === "0" || number === refund.transactionNo ? null : number,
  };
}
