import * as z from "zod";
import type { Fields } from "./signature.ts";

/** Version of the protocol that we speak. */
export const VERSION = "2.1.0";

/** Fields of the address that a payer is sent to. */
export type PayFields = Record<
  | "vnp_Version"
  | "vnp_Command"
  | "vnp_TmnCode"
  | "vnp_Amount"
  | "vnp_CreateDate"
  | "vnp_ExpireDate"
  | "vnp_CurrCode"
  | "vnp_IpAddr"
  | "vnp_Locale"
  | "vnp_OrderInfo"
  | "vnp_OrderType"
  | "vnp_ReturnUrl"
  | "vnp_TxnRef",
  string
> & { vnp_BankCode?: string };

const code = z.string().regex(/^\d{2}$/);
const short = z.string().max(255);

/** What an IPN and a return carry. Whatever else begins with vnp_ is signed too, and not read. */
export const NoticeFields = z.object({
  vnp_TmnCode: short,
  vnp_TxnRef: short,
  vnp_Amount: short,
  vnp_ResponseCode: code,
  vnp_TransactionStatus: code,
  vnp_TransactionNo: short.optional(),
  vnp_BankCode: short.optional(),
  vnp_BankTranNo: short.optional(),
  vnp_CardType: short.optional(),
  vnp_PayDate: short.optional(),
});

/** Orders in which values are signed. */
export const order = {
  query: [
    "vnp_RequestId",
    "vnp_Version",
    "vnp_Command",
    "vnp_TmnCode",
    "vnp_TxnRef",
    "vnp_TransactionDate",
    "vnp_CreateDate",
    "vnp_IpAddr",
    "vnp_OrderInfo",
  ],
  refund: [
    "vnp_RequestId",
    "vnp_Version",
    "vnp_Command",
    "vnp_TmnCode",
    "vnp_TransactionType",
    "vnp_TxnRef",
    "vnp_Amount",
    "vnp_TransactionNo",
    "vnp_TransactionDate",
    "vnp_CreateBy",
    "vnp_CreateDate",
    "vnp_IpAddr",
    "vnp_OrderInfo",
  ],
  refundAnswer: [
    "vnp_ResponseId",
    "vnp_Command",
    "vnp_ResponseCode",
    "vnp_Message",
    "vnp_TmnCode",
    "vnp_TxnRef",
    "vnp_Amount",
    "vnp_BankCode",
    "vnp_PayDate",
    "vnp_TransactionNo",
    "vnp_TransactionType",
    "vnp_TransactionStatus",
    "vnp_OrderInfo",
  ],
  queryAnswer: [
    "vnp_ResponseId",
    "vnp_Command",
    "vnp_ResponseCode",
    "vnp_Message",
    "vnp_TmnCode",
    "vnp_TxnRef",
    "vnp_Amount",
    "vnp_BankCode",
    "vnp_PayDate",
    "vnp_TransactionNo",
    "vnp_TransactionType",
    "vnp_TransactionStatus",
    "vnp_OrderInfo",
    "vnp_PromotionCode",
    "vnp_PromotionAmount",
  ],
} as const;

/** An answer of the transaction address: one flat object of short texts. Whole numbers are read as their digits. */
export const AnswerFields: z.ZodType<Fields> = z.record(
  z.string().max(60),
  z
    .union([z.string().max(1000), z.number().int().safe(), z.null()])
    .transform((value) => (value === null ? "" : String(value))),
);

/** vnp_ResponseCode of an IPN and a return. */
export const reasonOf = {
  "00": "none",
  "07": "suspected",
  "09": "no-internet-banking",
  "10": "wrong-card",
  "11": "expired",
  "12": "card-locked",
  "13": "wrong-otp",
  "24": "cancelled",
  "51": "no-funds",
  "65": "over-limit",
  "75": "bank-maintenance",
  "79": "wrong-password",
  "99": "other",
} as const;

/** vnp_TransactionStatus; 08 and 11 by the technical specification (p. 36), which the page of the docs leaves out. */
export const statusOf = {
  "00": "done",
  "01": "unfinished",
  "02": "failed",
  "04": "reversed",
  "05": "refund-in-process",
  "06": "refund-sent",
  "07": "suspected",
  "08": "timed-out",
  "09": "refund-refused",
  "11": "cancelled",
} as const;

/** vnp_ResponseCode of a refund that says surely that there will be none. */
export const refundRefusals = {
  "02": "over-amount",
  "03": "malformed",
  "04": "no-full-after-partial",
  "13": "partial-only",
  "91": "not-found",
  "93": "wrong-amount",
  "95": "not-paid",
} as const;

/** What VNPay wants to hear about an IPN: after 00 and 02 it stops, after the others it calls again. */
export const replies = {
  recorded: { RspCode: "00", Message: "Confirm Success" },
  "recorded-before": { RspCode: "02", Message: "Order already confirmed" },
  "unknown-reference": { RspCode: "01", Message: "Order not found" },
  "wrong-amount": { RspCode: "04", Message: "Invalid amount" },
  "bad-signature": { RspCode: "97", Message: "Invalid signature" },
  failed: { RspCode: "99", Message: "Unknown error" },
} as const;
