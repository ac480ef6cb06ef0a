import "server-only";

export { beginPayment, type Shop } from "./begin-payment.ts";
export { expirePayments } from "./expire-payments.ts";
export { nameInvoice } from "./name-invoice.ts";
export {
  findNoteToPay,
  listNotesToPay,
  type NoteOfOther,
  type NoteToPay,
  noteOfPayment,
  payersOfNote,
} from "./payer-queries.ts";
export {
  type Attempt,
  type FeeNote,
  findFeeNote,
  listDifferences,
  listFacilityNotes,
  listFeeNotes,
  listLooks,
  listNotesOfVisit,
  listOpenNotes,
  listPaying,
  listRefunds,
  type Refund,
} from "./queries.ts";
export { checkReceipt, type SignedReceipt, signReceipt } from "./receipt.ts";
export { type ReceiptSheet, receiptPdf } from "./receipt-pdf.ts";
export { type NoteReception, receiveFeeNote, voidFeeNote } from "./receive-fee-note.ts";
export { requestRefund, submitRefund } from "./refund.ts";
export { settleFromIpn } from "./settle-from-ipn.ts";
export { settleFromQuery } from "./settle-from-query.ts";
export { standingOfReturn } from "./standing-of-return.ts";
