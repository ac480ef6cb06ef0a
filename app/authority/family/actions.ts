"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { decideMerge, settleRelation } from "#lib/family/index.ts";
import { DecideMergeInput, SettleRelationInput } from "#lib/family/inputs.ts";
import { authorityAction } from "../../_entry/action.ts";

/** Cho tiếp tục, hay chấm dứt. */
export const settle = authorityAction(SettleRelationInput, settleRelation, (state) => {
  if (state.kind === "done") redirect("/authority/family?done=settled" as Route);
  redirect(`/authority/family?fault=${state.kind === "refused" ? state.reason : "failed"}` as Route);
});

/** Gộp, không gộp, tách lại. */
export const decide = authorityAction(DecideMergeInput, decideMerge, (state, form) => {
  if (state.kind === "done") redirect(`/authority/family?done=${form.get("act")}#books` as Route);
  redirect(`/authority/family?fault=${state.kind === "refused" ? state.reason : "failed"}#books` as Route);
});
