"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { askRight, withdrawRight } from "#lib/rights/index.ts";
import { AskRightInput, RequestInput } from "#lib/rights/inputs.ts";
import { rightKinds } from "#lib/rights/rules.ts";
import { citizenAction } from "../../../_entry/action.ts";

const sent = (form: FormData, name: string) => encodeURIComponent(String(form.get(name) ?? ""));

/** Tiếp tục: to the page of the kind that was chosen. Nothing is kept yet. */
export async function chooseKind(form: FormData): Promise<void> {
  const kind = rightKinds.find((one) => one === form.get("kind"));
  redirect((kind ? `/consent/requests/new/${kind}` : "/consent/requests/new?fault=choose") as Route);
}

/** Gửi yêu cầu. */
export const ask = citizenAction(AskRightInput, askRight, (state, form) => {
  if (state.kind === "done") redirect(`/consent/requests/${state.value.requestId}?done=sent` as Route);
  const fault = state.kind === "invalid" ? "about" : state.kind === "refused" ? state.reason : "failed";
  redirect(`/consent/requests/new/${sent(form, "kind")}?fault=${fault}#about` as Route);
});

/** Rút yêu cầu. */
export const withdraw = citizenAction(RequestInput, withdrawRight, (state, form) =>
  redirect(
    `/consent/requests/${sent(form, "requestId")}?done=${state.kind === "done" ? "withdrawn" : "late"}` as Route,
  ),
);
