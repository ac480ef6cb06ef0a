"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import type { ActionState } from "#lib/platform/action.ts";
import { answerRight, extendRight, takeRight } from "#lib/rights/index.ts";
import { AnswerRightInput, ExtendRightInput, TakeRightInput } from "#lib/rights/inputs.ts";
import { authorityAction } from "../../_entry/action.ts";

/** Back to the request, which then says what became of it. */
function back(state: ActionState<unknown>, form: FormData): never {
  const said = state.kind === "refused" ? state.reason : state.kind;
  redirect(
    `/authority/requests/${encodeURIComponent(String(form.get("requestId") ?? ""))}?said=${said}` as Route,
  );
}

/** Nhận việc. */
export const take = authorityAction(TakeRightInput, takeRight, back);
/** Gia hạn. */
export const extend = authorityAction(ExtendRightInput, extendRight, back);
/** Trả lời. */
export const answer = authorityAction(AnswerRightInput, answerRight, back);
