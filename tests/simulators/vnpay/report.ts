import { afterRefund } from "./transaction-api.ts";
import { endings, everyPayment, hanoi } from "./transactions.ts";

const { VNPAY_TMN_CODE: terminal = "" } = process.env;
const headings = [
  "vnp_TmnCode",
  "vnp_TxnRef",
  "vnp_TransactionNo",
  "vnp_TransactionType",
  "vnp_Amount",
  "vnp_TransactionStatus",
  "vnp_PayDate",
  "vnp_BankCode",
  "vnp_OrderInfo",
];

/** The file of a day (2026-11-26), as a merchant would take it out of VNPay's pages: payments and refunds of that day. */
export function reportOf(day: string): string {
  const digits = day.replaceAll("-", "");
  const rows: string[][] = [];
  for (const payment of everyPayment()) {
    const about = (payment.asked.vnp_OrderInfo ?? "").replaceAll(",", " ");
    const reference = payment.asked.vnp_TxnRef ?? "";
    const row = (number: string, type: string, amount: number, status: string, date: string) =>
      rows.push([terminal, reference, number, type, String(amount), status, date, payment.bank, about]);
    if (payment.ending && payment.payDate.startsWith(digits))
      for (const number of [payment.number, ...payment.again])
        row(number, "01", payment.amount, endings[payment.ending].status, payment.payDate);
    for (const refund of payment.refunds) {
      const date = hanoi(refund.at);
      if (date.startsWith(digits)) row(refund.number, refund.type, refund.amount, afterRefund(refund), date);
    }
  }
  return [headings, ...rows].map((cells) => `${cells.join(",")}\r\n`).join("");
}
