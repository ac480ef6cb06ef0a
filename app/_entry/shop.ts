import type { Shop } from "#lib/payment/index.ts";
import { webEnv } from "#lib/platform/env.ts";

/** The terminal with which the book is paid, and where VNPay sends payers back to; null where VNPay is not connected. */
export function shop(): Shop | null {
  const { vnpay, publicUrl } = webEnv();
  return vnpay && { terminal: vnpay, returnUrl: `${publicUrl}/api/vnpay/return` };
}
