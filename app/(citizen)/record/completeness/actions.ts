"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { reportVisit, withdrawReport } from "#lib/record/index.ts";
import { ReportVisitInput, WithdrawReportInput } from "#lib/record/inputs.ts";
import { citizenAction } from "../../../_entry/action.ts";

/** Tôi đã khám ở đây. */
export const report = citizenAction(ReportVisitInput, reportVisit, (state) => {
  if (state.kind === "done") redirect("/record/completeness?done=reported#said" as Route);
  const fault = state.kind === "refused" && state.reason === "visit-day" ? "visit-day" : "place";
  redirect(`/record/completeness?fault=${state.kind === "failed" ? "failed" : fault}#report` as Route);
});

/** Rút lại lời báo. */
export const withdraw = citizenAction(WithdrawReportInput, withdrawReport, () =>
  redirect("/record/completeness?done=withdrawn#said" as Route),
);
