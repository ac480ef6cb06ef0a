"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { doubtOpening } from "#lib/opening/index.ts";
import { DoubtInput } from "#lib/opening/inputs.ts";
import { citizenAction } from "../../../_entry/action.ts";

/** Báo cho Sở Y tế. */
export const doubt = citizenAction(DoubtInput, doubtOpening, (state, form) => {
  if (state.kind === "done") redirect(`/consent/access-log/doubts/${state.value}` as Route);
  const logId = DoubtInput.safeParse({ logId: form.get("logId") }).data?.logId;
  redirect((logId ? `/consent/access-log/doubts/new/${logId}?said=failed` : "/consent/access-log") as Route);
});
