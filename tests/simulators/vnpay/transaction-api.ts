import { randomBytes } from "node:crypto";
import { playing } from "./scenarios.ts";
import { type Parameters, pipeHash } from "./signing.ts";
import { endings, findPayment, hanoi, nextNumber, type Payment, type Refund } from "./transactions.ts";

const { VNPAY_TMN_CODE: terminal = "", VNPAY_HASH_SECRET: secret = "" } = process.env;
const requestIds = new Set<string>();
let lastQueryAt = 0;

type Reply = { code: string; message: string; more?: Parameters; unsigned?: boolean };

/** How far a refund is by now: in process, after five minutes sent to the bank, after ten done. */
export function afterRefund(refund: Refund): "00" | "05" | "06" | "09" {
  if (refund.status === "09") return "09";
  const turns = Math.floor((Date.now() - refund.at) / playing.fiveMinutesMs);
  return turns < 1 ? "05" : turns < 2 ? "06" : "00";
}

function answerQuery(question: Parameters, payment: Payment | undefined): Reply {
  if (Date.now() - lastQueryAt < playing.fiveMinutesMs)
    return { code: "94", message: "Duplicate request", unsigned: true };
  if (!payment || payment.asked.vnp_CreateDate !== question.vnp_TransactionDate)
    return { code: "91", message: "Transaction not found", unsigned: true };
  lastQueryAt = Date.now();
  const refund = payment.refunds.at(-1);
  const status = refund ? afterRefund(refund) : payment.ending ? endings[payment.ending].status : "01";
  const more = {
    vnp_Amount: String(refund?.amount ?? payment.amount),
    vnp_BankCode: payment.bank,
    vnp_PayDate: payment.payDate,
    vnp_TransactionNo: refund?.number ?? payment.number,
    vnp_TransactionType: refund?.type ?? "01",
    vnp_TransactionStatus: status,
    vnp_OrderInfo: payment.asked.vnp_OrderInfo ?? "",
  };
  return { code: "00", message: "QueryDR Success", more };
}

function refusal(question: Parameters, payment: Payment | undefined): [string, string] | null {
  const amount = Number(question.vnp_Amount);
  if (!payment || payment.asked.vnp_CreateDate !== question.vnp_TransactionDate)
    return ["91", "Transaction not found"];
  if (payment.ending !== "success") return ["95", "Transaction was not successful"];
  if (!/^\d+$/.test(question.vnp_Amount ?? "") || amount <= 0 || amount > payment.amount)
    return ["93", "Invalid amount"];
  const made = payment.refunds.filter(({ status }) => status !== "09");
  const before = made.reduce((sum, refund) => sum + refund.amount, 0);
  const full = question.vnp_TransactionType === "02";
  if (full && before > 0) return ["04", "Full refund is not allowed after a partial one"];
  if (before + amount > payment.amount) return ["02", "Refunds exceed the payment"];
  if (full && amount !== payment.amount) return ["93", "Invalid amount"];
  const last = made.at(-1);
  if (last && last.amount === amount && Date.now() - last.at < playing.fiveMinutesMs)
    return ["94", "Duplicate request"];
  return null;
}

function answerRefund(question: Parameters, payment: Payment | undefined): Reply {
  const refused = refusal(question, payment);
  if (refused || !payment) {
    const [code, message] = refused ?? ["91", ""];
    return { code, message, unsigned: code === "94" };
  }
  const refund: Refund = {
    type: question.vnp_TransactionType === "02" ? "02" : "03",
    amount: Number(question.vnp_Amount),
    number: nextNumber(),
    status: playing.scenario === "refund-refused" ? "09" : "05",
    at: Date.now(),
  };
  payment.refunds.push(refund);
  if (playing.scenario === "refund-unknown")
    return { code: "99", message: "Unexpected error", unsigned: true };
  const more = {
    vnp_Amount: String(refund.amount),
    vnp_BankCode: payment.bank,
    vnp_PayDate: hanoi(),
    vnp_TransactionNo: refund.number,
    vnp_TransactionType: refund.type,
    vnp_TransactionStatus: refund.status,
    vnp_OrderInfo: question.vnp_OrderInfo ?? "",
  };
  return { code: "00", message: "Refund success", more };
}

function replyTo(question: Parameters): Reply {
  const kind = question.vnp_Command;
  if (question.vnp_TmnCode !== terminal) return { code: "02", message: "Invalid TmnCode", unsigned: true };
  if (kind !== "querydr" && kind !== "refund")
    return { code: "03", message: "Invalid format", unsigned: true };
  if (question.vnp_SecureHash?.toLowerCase() !== pipeHash(question, kind, secret))
    return { code: "97", message: "Invalid checksum", unsigned: true };
  const id = question.vnp_RequestId ?? "";
  if (id === "" || id.length > 32) return { code: "03", message: "Invalid format", unsigned: true };
  if (requestIds.has(id)) return { code: "94", message: "Duplicate request", unsigned: true };
  requestIds.add(id);
  const payment = findPayment(question.vnp_TxnRef ?? "");
  return kind === "querydr" ? answerQuery(question, payment) : answerRefund(question, payment);
}

/** Answers a question or a refund, signed where VNPay signs. */
export function answerTransaction(question: Parameters): Parameters {
  const { code, message, more, unsigned } = replyTo(question);
  const answer: Parameters = {
    vnp_ResponseId: randomBytes(16).toString("hex"),
    vnp_Command: question.vnp_Command ?? "",
    vnp_ResponseCode: code,
    vnp_Message: message,
    vnp_TmnCode: terminal,
    vnp_TxnRef: question.vnp_TxnRef ?? "",
    ...more,
  };
  if (playing.scenario === "other-payment") answer.vnp_TxnRef = `${answer.vnp_TxnRef}X`;
  if (unsigned || playing.scenario === "unsigned-answer") return answer;
  return { ...answer, vnp_SecureHash: pipeHash(answer, "answer", secret) };
}
