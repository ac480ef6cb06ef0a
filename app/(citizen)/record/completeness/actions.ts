"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { reportVisit, withdrawReport } from "#lib/record/index.ts";
import { ReportVisitInput, WithdrawReportInput } from "#lib/record/inputs.ts";
import { citizenAction } from "../../../_entry/action.ts";

const PAGE = "/record/completeness";
const written = ["place", "visited.day", "visited.month", "visited.year"];

/** The address of the page again. It may stay as it is: a browser with scripts would keep the page of before. */
function again(query: Record<string, string>, place: string): never {
  revalidatePath(PAGE);
  redirect(`${PAGE}?${new URLSearchParams(query)}#${place}` as Route);
}

/** Tôi đã khám ở đây. */
export const report = citizenAction(ReportVisitInput, reportVisit, (state, form) => {
  if (state.kind === "done") again({ done: "reported" }, "said");
  const fault = state.kind === "refused" && state.reason === "visit-day" ? "visit-day" : "place";
  const back = Object.fromEntries(written.map((name) => [name, String(form.get(name) ?? "").slice(0, 200)]));
  again({ fault: state.kind === "failed" ? "failed" : fault, ...back }, "report");
});

/** Rút lại lời báo. */
export const withdraw = citizenAction(WithdrawReportInput, withdrawReport, () =>
  again({ done: "withdrawn" }, "said"),
);
