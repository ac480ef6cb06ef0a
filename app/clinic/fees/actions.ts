"use server";

import { openDesk } from "#lib/consent/index.ts";
import {
  closeDifference,
  decideRefund,
  decideReview,
  requestRefund,
  submitRefund,
  withdrawRefund,
} from "#lib/payment/index.ts";
import {
  CloseInput,
  RefundChoice,
  RefundDecision,
  RefundInput,
  ReviewDecision,
} from "#lib/payment/inputs.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { clinicAction } from "../../_entry/action.ts";
import { shop } from "../../_entry/shop.ts";
import { backTo } from "../../_fees/ends.ts";

const deskOf = (ctx: Context) => openDesk(ctx, "collect-fees", "fees");

/** Yêu cầu hoàn tiền. */
export const ask = clinicAction(
  RefundInput,
  async (ctx, input) => requestRefund(await deskOf(ctx), input),
  backTo("/clinic/fees", "asked"),
);
/** Gửi hoàn tiền. */
export const send = clinicAction(
  RefundChoice,
  async (ctx, input) => {
    const open = shop();
    if (!open) throw new NotFound();
    return submitRefund(ctx, await deskOf(ctx), open.terminal, input, "127.0.0.1");
  },
  backTo("/clinic/fees", "sent"),
);
/** Rút yêu cầu hoàn tiền. */
export const withdraw = clinicAction(
  RefundChoice,
  async (ctx, input) => withdrawRefund(await deskOf(ctx), input),
  backTo("/clinic/fees", "withdrawn"),
);
/** Ghi kết quả hoàn tiền. */
export const decide = clinicAction(
  RefundDecision,
  async (ctx, input) => decideRefund(await deskOf(ctx), input),
  backTo("/clinic/fees", "decided"),
);
/** Ghi kết quả của một lần thanh toán cần xem lại. */
export const judge = clinicAction(
  ReviewDecision,
  async (ctx, input) => decideReview(await deskOf(ctx), input),
  backTo("/clinic/fees", "decided"),
);
/** Đóng điều chưa khớp. */
export const close = clinicAction(CloseInput, closeDifference, backTo("/clinic/fees/differences", "closed"));
