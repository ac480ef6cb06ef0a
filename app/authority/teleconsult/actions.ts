"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import type { ActionState } from "#lib/platform/action.ts";
import { answerReport, enterRemoteCondition } from "#lib/teleconsult/index.ts";
import { RemoteConditionInput, ReportAnswerInput } from "#lib/teleconsult/inputs.ts";
import { authorityAction } from "../../_entry/action.ts";

const back = (page: string) => (state: ActionState<unknown>) =>
  redirect(`${page}?${state.kind === "done" ? "said=saved" : "fault=failed"}` as Route);

/** Trả lời phản ánh. */
export const answer = authorityAction(ReportAnswerInput, answerReport, back("/authority/teleconsult"));

/** Ghi một dòng của danh mục được khám từ xa. */
export const enter = authorityAction(
  RemoteConditionInput,
  enterRemoteCondition,
  back("/authority/teleconsult/list"),
);
