"use server";

import { closeDifference, confirmAccount, nameAccount } from "#lib/payment/index.ts";
import { AccountChoice, AccountInput, CloseInput } from "#lib/payment/inputs.ts";
import { authorityAction } from "../../_entry/action.ts";
import { backTo } from "../../_fees/ends.ts";

/** Đóng điều chưa khớp. */
export const close = authorityAction(
  CloseInput,
  closeDifference,
  backTo("/authority/payments/differences", "closed"),
);
/** Ghi tài khoản nhận tiền. */
export const name = authorityAction(
  AccountInput,
  nameAccount,
  backTo("/authority/payments/accounts", "named"),
);
/** Xác nhận tài khoản nhận tiền. */
export const confirm = authorityAction(
  AccountChoice,
  confirmAccount,
  backTo("/authority/payments/accounts", "confirmed"),
);
