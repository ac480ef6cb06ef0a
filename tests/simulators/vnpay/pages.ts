import { type Ending, endings, type Payment } from "./transactions.ts";

const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
const banks = [
  "NCB",
  "VIETCOMBANK",
  "BIDV",
  "VIETINBANK",
  "AGRIBANK",
  "TECHCOMBANK",
  "MBBANK",
  "ACB",
  "VNPAYQR",
];

const style = `
  body { margin: 0; font: 1.0625rem/1.5 system-ui, sans-serif; color: #1d2327; background: #f4f5f2 }
  main { max-width: 30rem; margin: 0 auto; padding: 1rem }
  h1 { font-size: 1.5rem; margin: 0.5rem 0 } h2 { font-size: 1.125rem; margin: 1.5rem 0 0.5rem }
  .note { background: #fff3cd; border-left: 0.375rem solid #8a6100; padding: 0.75rem; margin: 0 0 1rem; font-weight: 600 }
  .amount { font-size: 2rem; font-weight: 700; margin: 0 }
  label { display: block; font-weight: 600; margin-top: 0.75rem }
  input, select, button { font: inherit; min-height: 3rem; box-sizing: border-box; width: 100%; padding: 0.5rem 0.75rem; border-radius: 0.375rem }
  input, select { border: 2px solid #50575e; background: #fff; margin-top: 0.25rem }
  button { border: 2px solid #1a4d8f; background: #fff; color: #1a4d8f; margin-top: 0.75rem; font-weight: 600 }
  button.main { background: #1a4d8f; color: #fff } button.quiet { border-color: #50575e; color: #1d2327 }
  :focus-visible { outline: 3px solid #8a6100; outline-offset: 2px }`;

const page = (title: string, body: string) => `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${style}</style></head><body><main>
<p class="note">MÔ PHỎNG VNPay: không phải tiền thật.</p>${body}</main></body></html>`;

const cards: Ending[] = ["success", "no-funds", "inactive", "locked", "expired"];

/** The page on which a person pays: bank, card, OTP, and the ways in which it may go wrong. */
export function payPage(payment: Payment): string {
  const { vnp_TxnRef: reference = "", vnp_OrderInfo: about = "", vnp_BankCode: wish = "" } = payment.asked;
  const amount = (payment.amount / 100).toLocaleString("vi-VN");
  const options = banks.map(
    (bank) => `<option${bank === (wish || "NCB") ? " selected" : ""}>${bank}</option>`,
  );
  const cardOptions = cards.map(
    (card) => `<option value="${endings[card].card}">${endings[card].card}: ${endings[card].note}</option>`,
  );
  return page(
    "Cổng thanh toán VNPay (mô phỏng)",
    `<h1>Thanh toán</h1><p class="amount">${amount} đ</p>
<p>${escaped(about)}<br>Mã giao dịch ${escaped(reference)}</p>
<form method="post" action="/paymentv2/pay"><input type="hidden" name="reference" value="${escaped(reference)}">
<label for="bank">Ngân hàng</label><select id="bank" name="bank">${options.join("")}</select>
<label for="card">Thẻ thử</label><select id="card" name="card">${cardOptions.join("")}</select>
<label for="otp">Mã OTP (123456)</label><input id="otp" name="otp" inputmode="numeric" value="123456" autocomplete="off">
<button class="main">Thanh toán</button>
<button name="ending" value="no-funds">Tài khoản không đủ tiền</button>
<button name="ending" value="timeout">Để hết giờ</button>
<button class="quiet" name="ending" value="cancelled">Hủy thanh toán</button></form>`,
  );
}

const errors: Record<string, string> = {
  "03": "Dữ liệu gửi sang không đúng định dạng",
  "15": "Giao dịch đã quá thời gian chờ thanh toán",
  "32": "Số tiền không hợp lệ. Số tiền hợp lệ từ 5,000 đến dưới 1 tỷ đồng",
  "70": "Sai chữ ký",
  "72": "Không tìm thấy website",
  "02": "Giao dịch này đã kết thúc",
};

/** The page of an error, by its code. */
export const errorPage = (code: string) =>
  page(
    "Lỗi thanh toán",
    `<h1>Không thanh toán được</h1><p>${errors[code] ?? "Lỗi"} (mã ${escaped(code)})</p>`,
  );
