"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { askExport, makeExportLink } from "#lib/rights/index.ts";
import { AskExportInput, ExportInput } from "#lib/rights/inputs.ts";
import { citizenAction } from "../../../_entry/action.ts";

const reasonOf = (state: { kind: string; reason?: string }) =>
  state.kind === "refused" ? (state.reason ?? "failed") : "failed";

/** Tạo bản sao. */
export const ask = citizenAction(AskExportInput, askExport, (state) =>
  redirect(`/consent/export?said=${state.kind === "done" ? "asked" : reasonOf(state)}` as Route),
);

/** Lấy đường tải. */
export const makeLink = citizenAction(ExportInput, makeExportLink, (state, form) => {
  if (state.kind === "done")
    redirect(`/consent/export/${state.value.exportId}?link=${state.value.link}` as Route);
  redirect(
    `/consent/export/${encodeURIComponent(String(form.get("exportId") ?? ""))}?said=${reasonOf(state)}` as Route,
  );
});
