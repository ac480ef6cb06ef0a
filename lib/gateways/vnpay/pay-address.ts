import { isIP } from "node:net";
import { sign, signedQuery } from "./signature.ts";
import { hundredths, plainText, type Terminal } from "./terminal.ts";
import { digitsOf } from "./times.ts";
import { type PayFields, VERSION } from "./wire.ts";

/** What is to be paid. `reference` is ours and never used twice. */
export type Order = {
  reference: string;
  amountVnd: bigint;
  /** What the payer and the bank read: neither a name nor a diagnosis. */
  about: string;
  createdAt: Date;
  expiresAt: Date;
  payerAddress: string;
  returnUrl: string;
  language: "vi" | "en";
  /** Goes straight to one way of paying; without it the payer chooses at VNPay. */
  way?: "VNPAYQR" | "VNBANK" | "INTCARD";
};

/** Địa chỉ thanh toán: where a payer goes. Throws RangeError on what VNPay would refuse; asks nobody. */
export function payAddress(terminal: Terminal, order: Order): string {
  if (!/^[A-Za-z0-9]{8,40}$/.test(order.reference)) throw new RangeError("not a reference");
  if (order.expiresAt <= order.createdAt) throw new RangeError("it would expire before it begins");
  if (order.returnUrl.length < 10 || order.returnUrl.length > 255)
    throw new RangeError("not a return address");
  const fields: PayFields = {
    vnp_Version: VERSION,
    vnp_Command: "pay",
    vnp_TmnCode: terminal.code,
    vnp_Amount: hundredths(order.amountVnd),
    vnp_CreateDate: digitsOf(order.createdAt),
    vnp_ExpireDate: digitsOf(order.expiresAt),
    vnp_CurrCode: "VND",
    vnp_IpAddr: isIP(order.payerAddress) ? order.payerAddress : "127.0.0.1",
    vnp_Locale: order.language === "vi" ? "vn" : "en",
    vnp_OrderInfo: plainText(order.about),
    vnp_OrderType: "other",
    vnp_ReturnUrl: order.returnUrl,
    vnp_TxnRef: order.reference,
    ...(order.way && { vnp_BankCode: order.way }),
  };
  const query = signedQuery(fields);
  return `${terminal.payUrl}?${query}&vnp_SecureHash=${sign(terminal.secrets[0], query)}`;
}
