import { createHash } from "node:crypto";
import { type Fields, isSigned, signedQuery } from "./signature.ts";
import { type Terminal, wholeVnd } from "./terminal.ts";
import { momentOf } from "./times.ts";
import { NoticeFields, reasonOf, replies, statusOf } from "./wire.ts";

const LONGEST_QUERY = 4_096;

/** Why nothing was paid, or `none`. */
export type Reason = (typeof reasonOf)[keyof typeof reasonOf];

/** What VNPay tells of one payment. */
export type Notice = {
  /** `unclear`: money may have been taken, or what is told contradicts itself. People have to look. */
  outcome: "paid" | "declined" | "unclear";
  reason: Reason;
  reference: string;
  /** Null when it is not whole đồng. */
  amountVnd: bigint | null;
  transactionNo: string | null;
  bankCode: string | null;
  bankTransactionNo: string | null;
  paidAt: Date | null;
};

/** A notice and whether it is to be believed. `digest` is the same for the same message, sent again. */
export type ReadNotice = {
  digest: Buffer;
  /** What was sent, for the inbox: cut short, never the hash. */
  sent: Record<string, string>;
} & (
  | { kind: "genuine"; notice: Notice }
  | { kind: "other-terminal" | "unreadable" }
  | { kind: "bad-signature" }
);

const isListed = <T extends object>(table: T, code: string): code is Extract<keyof T, string> =>
  Object.hasOwn(table, code);

function outcomeOf(response: string, status: string): Notice["outcome"] {
  if (response === "00" && status === "00") return "paid";
  if (response === "00" || response === "07") return "unclear";
  const told = isListed(statusOf, status) ? statusOf[status] : "other";
  return told === "failed" || told === "timed-out" || told === "cancelled" ? "declined" : "unclear";
}

function noticeOf(fields: ReadFields): Notice {
  const { vnp_ResponseCode: response, vnp_TransactionNo: number } = fields;
  return {
    outcome: outcomeOf(response, fields.vnp_TransactionStatus),
    reason: isListed(reasonOf, response) ? reasonOf[response] : "other",
    reference: fields.vnp_TxnRef,
    amountVnd: wholeVnd(fields.vnp_Amount),
    // A cancelled payment carries 0.
    transactionNo: number && number !== "0" ? number : null,
    bankCode: fields.vnp_BankCode || null,
    bankTransactionNo: fields.vnp_BankTranNo || null,
    paidAt: momentOf(fields.vnp_PayDate),
  };
}
type ReadFields = ReturnType<typeof NoticeFields.parse>;

/** The names of VNPay of a query, each once; null when one is there twice. */
function fieldsOf(query: string): Fields | null {
  const fields: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if (!name.startsWith("vnp_")) continue;
    if (Object.hasOwn(fields, name)) return null;
    fields[name] = value;
  }
  return fields;
}

const shortened = (fields: Fields) =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !name.startsWith("vnp_SecureHash"))
      .slice(0, 40)
      .map(([name, value]) => [name.slice(0, 60), value.slice(0, 255)]),
  );

/**
 * Reads the query of an IPN or of a return, raw as it came. Never throws: what cannot be believed says so. Only an IPN
 * may change anything; a return is for showing.
 */
export function readNotice(terminal: Terminal, query: string): ReadNotice {
  const fields = query.length > LONGEST_QUERY ? null : fieldsOf(query);
  if (!fields) {
    const digest = createHash("sha256").update(query.slice(0, LONGEST_QUERY)).digest();
    return { kind: "bad-signature", digest, sent: {} };
  }
  const text = signedQuery(fields);
  const told = { digest: createHash("sha256").update(text).digest(), sent: shortened(fields) };
  if (!isSigned(terminal.secrets, text, fields.vnp_SecureHash)) return { kind: "bad-signature", ...told };
  const read = NoticeFields.safeParse(fields);
  if (!read.success) return { kind: "unreadable", ...told };
  if (read.data.vnp_TmnCode !== terminal.code) return { kind: "other-terminal", ...told };
  return { kind: "genuine", notice: noticeOf(read.data), ...told };
}

/** What became of a notice, in our words. */
export type Reception = keyof typeof replies;

/** Our answer to an IPN, as VNPay reads it. */
export const replyTo = (reception: Reception) => replies[reception];
