"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { eraseOwn } from "#lib/rights/index.ts";
import { EraseInput } from "#lib/rights/inputs.ts";
import { citizenAction } from "../../../_entry/action.ts";

/** Xóa vĩnh viễn. */
export const erase = citizenAction(EraseInput, eraseOwn, (state) => {
  if (state.kind === "done") redirect("/consent/delete?said=done" as Route);
  const said = state.kind === "invalid" ? "unsure" : state.kind === "refused" ? state.reason : "failed";
  redirect(`/consent/delete?said=${said}` as Route);
});
