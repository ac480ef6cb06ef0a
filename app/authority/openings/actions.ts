"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import * as z from "zod";
import { answerDoubt, reviewEmergency, takeDoubt } from "#lib/opening/index.ts";
import { AnswerDoubtInput, CaseInput, ReviewInput } from "#lib/opening/inputs.ts";
import type { ActionState } from "#lib/platform/action.ts";
import { authorityAction } from "../../_entry/action.ts";

/** Back to the case, which then says what became of it. */
const back =
  (kind: "doubts" | "emergencies") =>
  (state: ActionState<unknown>, form: FormData): never => {
    const id = z.uuid().safeParse(form.get("caseId"));
    const said = state.kind === "refused" ? state.reason : state.kind;
    redirect(
      (id.success ? `/authority/openings/${kind}/${id.data}?said=${said}` : "/authority/openings") as Route,
    );
  };

/** Nhận xem lượt này. */
export const take = authorityAction(CaseInput, takeDoubt, back("doubts"));
/** Trả lời người dân. */
export const answer = authorityAction(AnswerDoubtInput, answerDoubt, back("doubts"));
/** Kết luận về lượt mở khẩn cấp. */
export const review = authorityAction(ReviewInput, reviewEmergency, back("emergencies"));
