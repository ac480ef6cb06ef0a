import { bringRoute } from "../../../../_fees/bring-route.ts";

/** Nhập báo cáo của VNPay. */
export const POST = bringRoute("authority");
