import "server-only";

export { confirmAccount, nameAccount } from "./account.ts";
export { beginPayment, type Shop } from "./begin-payment.ts";
export {
  countDeskTasks,
  countFacilityNotes,
  type Difference,
  findNoteAtDesk,
  listDifferences,
  listFacilityNotes,
  listRefunds,
  type NoteFilter,
  type NoteLine,
  type RefundLine,
} from "./desk-queries.ts";
export { expirePayments } from "./expire-payments.ts";
export { accountCsv, accountWorkbook } from "./export-notes.ts";
export { followCancelledVisits } from "./follow-cancelled-visits.ts";
export { meetClaims } from "./meet-claims.ts";
export {
  type Account,
  type FeeMonth,
  listAccounts,
  listFeeMonth,
  listReconciliations,
  type Reconciliation,
} from "./month-queries.ts";
export { nameInvoice } from "./name-invoice.ts";
export {
  findNoteToPay,
  listNotesToPay,
  type NoteOfOther,
  type NoteToPay,
  payersOfNote,
} from "./payer-queries.ts";
export {
  type Attempt,
  type FeeNote,
  findFeeNote,
  listFeeNotes,
  listLooks,
  listNotesOfAppointment,
  listNotesOfVisit,
  listOpenNotes,
  listPaying,
  type Refund,
} from "./queries.ts";
export { checkReceipt, type ReceiptSplit, type SignedReceipt, signReceipt } from "./receipt.ts";
export { type ReceiptSheet, receiptPdf } from "./receipt-pdf.ts";
export { type LineOutcome, receiveBankStatement } from "./receive-bank-statement.ts";
export { type NoteReception, receiveFeeNote, voidFeeNote } from "./receive-fee-note.ts";
export { bringReport, closeDifference, reconcileNight } from "./reconcile.ts";
export { decideRefund, decideReview, requestRefund, submitRefund, withdrawRefund } from "./refund.ts";
export { setOffDeposits } from "./set-off-deposits.ts";
export { settleFromIpn } from "./settle-from-ipn.ts";
export { settleFromQuery } from "./settle-from-query.ts";
export { standingOfReturn } from "./standing-of-return.ts";
export { type NoteTransfer, vietQrForPayer, vietQrOf } from "./vietqr-queries.ts";
