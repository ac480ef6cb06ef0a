"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import * as z from "zod";
import { closeCall, giveBackCall, takeCall } from "#lib/notification/index.ts";
import { CallInput, CloseCallInput } from "#lib/notification/inputs.ts";
import type { ActionState } from "#lib/platform/action.ts";
import { clinicAction } from "../../_entry/action.ts";

/** Back to the line, which says what became of it; to the list when it was given back. */
function back(to: "line" | "list") {
  return (state: ActionState<unknown>, form: FormData): never => {
    const callId = z.uuid().safeParse(form.get("callId")).data;
    if (!callId || (state.kind === "done" && to === "list")) redirect("/clinic/calls");
    const fault = state.kind === "done" ? "" : `?fault=${state.kind === "refused" ? state.reason : "failed"}`;
    redirect(`/clinic/calls/${callId}${fault}` as Route);
  };
}

/** Nhận gọi. */
export const take = clinicAction(CallInput, takeCall, back("line"));
/** Trả lại dòng. */
export const giveBack = clinicAction(CallInput, giveBackCall, back("list"));
/** Ghi kết quả gọi. */
export const close = clinicAction(CloseCallInput, closeCall, back("line"));
