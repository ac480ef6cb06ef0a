"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { makeEmergencyCard, withdrawEmergencyCard } from "#lib/emergency-card/index.ts";
import { MakeCardInput, WithdrawCardInput } from "#lib/emergency-card/inputs.ts";
import { citizenAction } from "../../_entry/action.ts";

const PAGE = "/emergency-card";

/** Ký thẻ. */
export const make = citizenAction(MakeCardInput, makeEmergencyCard, (state) => {
  revalidatePath(PAGE);
  if (state.kind === "done") redirect(`${PAGE}?done=made` as Route);
  const fault = state.kind === "refused" ? state.reason : "failed";
  redirect(`${PAGE}/choose?fault=${encodeURIComponent(fault)}` as Route);
});

/** Bỏ thẻ. */
export const withdraw = citizenAction(WithdrawCardInput, withdrawEmergencyCard, (state) => {
  revalidatePath(PAGE);
  redirect(`${PAGE}?${state.kind === "done" ? "done=withdrawn" : "fault=failed"}` as Route);
});
