"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { giveConsent, withdrawConsent } from "#lib/rights/index.ts";
import { GiveConsentInput, WithdrawConsentInput } from "#lib/rights/inputs.ts";
import { citizenAction } from "../../_entry/action.ts";

const purposeOf = (form: FormData) => encodeURIComponent(String(form.get("purpose") ?? ""));

/** Tôi đồng ý, hoặc bật lại. */
export const give = citizenAction(GiveConsentInput, giveConsent, (state, form) => {
  const said =
    state.kind === "done"
      ? "given"
      : state.kind === "refused" && state.reason === "text-changed"
        ? "text-changed"
        : "failed";
  redirect(`/consent/purposes/${purposeOf(form)}?said=${said}` as Route);
});

/** Dừng lại. */
export const withdraw = citizenAction(WithdrawConsentInput, withdrawConsent, (state, form) =>
  redirect(
    `/consent/purposes/${purposeOf(form)}?said=${state.kind === "done" ? "withdrawn" : "failed"}` as Route,
  ),
);
