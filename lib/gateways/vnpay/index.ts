export { requestNumber } from "./ask.ts";
export { type Order, payAddress } from "./pay-address.ts";
export { type QueryAnswer, queryPayment } from "./query.ts";
export {
  type Notice,
  type ReadNotice,
  type Reason,
  type Reception,
  readNotice,
  replyTo,
} from "./read-notice.ts";
export { type RefundAnswer, type RefundOrder, refundPayment } from "./refund.ts";
export {
  fetchReport,
  type ReadReport,
  type ReportRow,
  readReport,
  reportHeadings,
} from "./report.ts";
export type { Terminal } from "./terminal.ts";
