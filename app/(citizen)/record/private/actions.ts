"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { closePrivateVisit, openPrivateVisit } from "#lib/record/index.ts";
import { PrivateVisitInput } from "#lib/record/inputs.ts";
import { citizenAction } from "../../../_entry/action.ts";

const idIn = (form: FormData) => encodeURIComponent(String(form.get("encounterId") ?? ""));

/** Mở lượt khám riêng tư. */
export const openVisit = citizenAction(PrivateVisitInput, openPrivateVisit, (state, form) => {
  if (state.kind === "done") redirect(`/record/encounters/${idIn(form)}` as Route);
  const why = state.kind === "refused" && state.reason === "too-many-private" ? "many" : "failed";
  redirect(`/record/private/${idIn(form)}?not=${why}` as Route);
});

/** Đóng lại lượt khám riêng tư. */
export const closeVisit = citizenAction(PrivateVisitInput, closePrivateVisit, () => redirect("/record"));
