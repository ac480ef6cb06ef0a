"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { AttachSharedInput } from "#lib/attachment/inputs.ts";
import {
  appealCase,
  attachToReport,
  chooseReason,
  removePhoto,
  sayWhatItShouldBe,
  sendReport,
  withdrawCase,
} from "#lib/correction/index.ts";
import { AppealInput, CaseInput, ReasonInput, WantedInput } from "#lib/correction/inputs.ts";
import { citizenAction } from "../../../_entry/action.ts";
import { withShared } from "../../../_share/own.ts";
import { endOf } from "./_parts/ending.ts";
import { afterAttaching, afterDropping } from "./_parts/paper-steps.ts";

const sent = (form: FormData, name: string) => encodeURIComponent(String(form.get(name) ?? ""));
const on = (form: FormData, step: string) => `/record/corrections/new/${step}?case=${sent(form, "caseId")}`;
const next = (form: FormData, step: string) =>
  on(form, form.get("from") === "check" ? "check" : step) as Route;
const from = (form: FormData) => (form.get("from") === "check" ? "&from=check" : "");

/** Sai thế nào: on to what it should be. */
export const answerReason = citizenAction(ReasonInput, chooseReason, (state, form) => {
  if (state.kind === "done") redirect(next(form, "wanted"));
  const fault = state.kind === "refused" && state.reason === "choose" ? "choose" : "failed";
  redirect(
    `/record/corrections/new?of=${sent(form, "of")}&case=${sent(form, "caseId")}${from(form)}&fault=${fault}` as Route,
  );
});

/** Đúng ra là gì: on to the photo. */
export const answerWanted = citizenAction(WantedInput, sayWhatItShouldBe, (state, form) => {
  if (state.kind === "done") redirect(next(form, "photo"));
  const fault = state.kind === "refused" ? "empty" : state.kind === "invalid" ? "too-long" : "failed";
  redirect(`${on(form, "wanted")}${from(form)}&fault=${fault}` as Route);
});

/** Bỏ ảnh đã chọn. */
export const dropPhoto = citizenAction(CaseInput, removePhoto, afterDropping(on));

/** Kèm giấy vừa chia sẻ. */
export const attachShared = citizenAction(
  AttachSharedInput,
  withShared("corrections", attachToReport),
  afterAttaching(on),
);

/** Gửi báo sai; a line that has an open case leads to that. */
export const send = citizenAction(CaseInput, sendReport, (state, form) => {
  const end = endOf(state);
  redirect(("to" in end ? end.to : `${on(form, "check")}&fault=${end.fault}`) as Route);
});

/** Rút lại báo sai. */
export const withdraw = citizenAction(CaseInput, withdrawCase, (state, form) => {
  const end = state.kind === "done" ? "done=withdrawn" : "fault=closed";
  redirect(`/record/corrections/${sent(form, "caseId")}?${end}` as Route);
});

/** Gửi Sở Y tế xem lại. */
export const appeal = citizenAction(AppealInput, appealCase, (state, form) => {
  const here = `/record/corrections/${sent(form, "caseId")}`;
  if (state.kind === "done") redirect(`${here}?done=appealed` as Route);
  if (state.kind === "invalid") redirect(`${here}/appeal?fault=words` as Route);
  redirect(`${here}?fault=closed` as Route);
});
