"use server";

import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { addressFrom } from "#lib/identity/realms.ts";
import { beginPayment } from "#lib/payment/index.ts";
import { PayInput } from "#lib/payment/inputs.ts";
import { Refused } from "#lib/platform/errors.ts";
import { selfAction } from "../../_entry/action.ts";
import { shop } from "../../_entry/shop.ts";

const id = (form: FormData) => encodeURIComponent(String(form.get("noteId") ?? ""));

/** Trả: to the page of VNPay, by the payment that is living or a new one. */
export const pay = selfAction(
  PayInput,
  async (ctx, input) => {
    const open = shop();
    if (!open) throw new Refused("not-connected");
    const address = addressFrom((await headers()).get("x-forwarded-for"));
    return beginPayment(ctx, open, input, { address, language: await getLocale() });
  },
  (state, form) => {
    if (state.kind === "done") redirect(state.value.address as Route);
    redirect(`/payment/${id(form)}?fault=${state.kind === "refused" ? state.reason : "failed"}` as Route);
  },
);
