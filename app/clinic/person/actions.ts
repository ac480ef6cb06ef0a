"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import * as z from "zod";
import { closeDeskOpening, findPerson, judgeHistory, openByCode, openEmergency } from "#lib/opening/index.ts";
import { CloseInput, EmergencyInput, FindInput, JudgeInput, OpenByCodeInput } from "#lib/opening/inputs.ts";
import type { ActionState } from "#lib/platform/action.ts";
import { clinicAction } from "../../_entry/action.ts";

const said = (state: ActionState<unknown>) => (state.kind === "refused" ? state.reason : state.kind);

/** The page of whoever was found, which says what became of the form. */
function pageOf(form: FormData, more = ""): string {
  const id = z.uuid().safeParse(form.get("findId"));
  return id.success ? `/clinic/person/${id.data}${more}` : "/clinic/person";
}
const back =
  (more = "", done = "") =>
  (state: ActionState<unknown>, form: FormData): never =>
    redirect(
      (state.kind === "done"
        ? `${pageOf(form)}${done}`
        : `${pageOf(form, more)}?fault=${encodeURIComponent(said(state))}`) as Route,
    );

/** Tìm. */
export const find = clinicAction(FindInput, findPerson, (state) =>
  redirect(
    (state.kind === "done"
      ? `/clinic/person/${state.value}`
      : `/clinic/person?fault=${said(state)}`) as Route,
  ),
);
/** Mở sổ bằng mã. */
export const openWithCode = clinicAction(OpenByCodeInput, openByCode, back());
/** Mở khẩn cấp. */
export const openInEmergency = clinicAction(EmergencyInput, openEmergency, back("/emergency"));
/** Đóng sổ. */
export const close = clinicAction(CloseInput, closeDeskOpening, back("", "?said=closed"));
/** Xác nhận, hoặc có ý kiến khác về, một dòng tiền sử. */
export const judge = clinicAction(JudgeInput, judgeHistory, back("", "?said=judged#history"));
