"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { testAddress, visitAddress } from "#components/record/address.ts";
import { chooseResults, openHeldResults } from "#lib/record/index.ts";
import { ChooseResultsInput, OpenResultsInput } from "#lib/record/inputs.ts";
import { citizenAction } from "../../../_entry/action.ts";

/** Xem ngay hay đợi bác sĩ. */
export const choose = citizenAction(ChooseResultsInput, chooseResults, (state) =>
  redirect(`/record/results?choice=${state.kind === "done" ? "saved" : "failed"}#choose` as Route),
);

/** Mở kết quả đang đợi, and back to the test or the visit it was asked on. */
export const openHeld = citizenAction(OpenResultsInput, openHeldResults, (state, form) => {
  const test = form.get("test");
  const visit = visitAddress(encodeURIComponent(String(form.get("encounterId") ?? "")));
  const back = typeof test === "string" ? testAddress(test) : visit;
  // The query changes, so that a page with scripts is read anew.
  redirect(`${back}?${state.kind === "done" ? "done" : "fault"}=results#results` as Route);
});
