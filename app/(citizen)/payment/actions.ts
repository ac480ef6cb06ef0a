"use server";

import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { addressFrom } from "#lib/identity/realms.ts";
import { beginPayment } from "#lib/payment/index.ts";
import { PayInput } from "#lib/payment/inputs.ts";
import { Refused } from "#lib/platform/errors.ts";
import { citizenAction } from "../../_entry/action.ts";
import { shop } from "../../_entry/shop.ts";

/** Trả: to VNPay's page, for a payment that is begun or goes on. */
export const pay = citizenAction(
  PayInput,
  async (ctx, input) => {
    const open = shop();
    if (!open) throw new Refused("failed");
    const address = addressFrom((await headers()).get("x-forwarded-for"));
    const language = (await getLocale()) === "en" ? "en" : "vi";
    return beginPayment(ctx, open, input, { address, language });
  },
  (state, form) => {
    if (state.kind === "done") redirect(state.value.address as Route);
    const reason = state.kind === "refused" ? state.reason : "failed";
    if (state.kind === "invalid" || reason === "not-found") redirect("/payment");
    redirect(`/payment/${encodeURIComponent(String(form.get("noteId")))}?fault=${reason}` as Route);
  },
);
