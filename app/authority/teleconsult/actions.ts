"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import type { ActionState } from "#lib/platform/action.ts";
import { answerReport, endRemoteCondition, enterRemoteCondition } from "#lib/teleconsult/index.ts";
import { EndConditionInput, RemoteConditionInput, ReportAnswerInput } from "#lib/teleconsult/inputs.ts";
import { authorityAction } from "../../_entry/action.ts";

/** Back to the page, which then says what became of it. */
function back(path: string, state: ActionState<unknown>, said: string): never {
  const why = state.kind === "refused" ? state.reason : state.kind === "invalid" ? "fields" : "failed";
  redirect(`${path}?${state.kind === "done" ? `said=${said}` : `fault=${encodeURIComponent(why)}`}` as Route);
}

const CONDITIONS = "/authority/teleconsult/conditions";

/** Ghi một dòng của danh mục. */
export const enter = authorityAction(RemoteConditionInput, enterRemoteCondition, (state) =>
  back(CONDITIONS, state, "entered"),
);
/** Ghi ngày cuối của một dòng. */
export const end = authorityAction(EndConditionInput, endRemoteCondition, (state) =>
  back(CONDITIONS, state, "ended"),
);
/** Trả lời phản ánh. */
export const answer = authorityAction(ReportAnswerInput, answerReport, (state, form) =>
  back(
    `/authority/teleconsult/reports/${encodeURIComponent(String(form.get("caseId") ?? ""))}`,
    state,
    "answered",
  ),
);
