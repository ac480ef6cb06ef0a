"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { reportReaction } from "#lib/correction/index.ts";
import { ReactionInput } from "#lib/correction/inputs.ts";
import { reactionSigns } from "#lib/correction/rules.ts";
import { NoInput } from "#lib/notification/inputs.ts";
import { endPregnancy, tellPregnancy } from "#lib/vaccination/index.ts";
import { PregnancyInput } from "#lib/vaccination/inputs.ts";
import { citizenAction } from "../../_entry/action.ts";

/** The page again; a browser with scripts would keep the one of before. */
function again(): never {
  revalidatePath("/vaccination");
  redirect("/vaccination");
}

/** Tôi đang mang thai. */
export const pregnant = citizenAction(PregnancyInput, tellPregnancy, (state, form) => {
  if (state.kind === "done") again();
  const typed = ["day", "month", "year"].map(
    (part) => `&${part}=${encodeURIComponent(String(form.get(`due.${part}`) ?? "").slice(0, 4))}`,
  );
  redirect(`/vaccination/pregnancy?fault=due${typed.join("")}` as Route);
});

/** Tôi không còn mang thai. */
export const notPregnant = citizenAction(NoInput, endPregnancy, again);

/** Báo phản ứng sau tiêm; a dose that has an open report leads to that. */
export const reaction = citizenAction(ReactionInput, reportReaction, (state, form) => {
  if (state.kind === "done") redirect(`/record/corrections/${state.value.caseId}?done=sent` as Route);
  const reason = state.kind === "refused" ? state.reason : "failed";
  const [, open] = /^open ([0-9a-f-]{36})$/.exec(reason) ?? [];
  if (open) redirect(`/record/corrections/${open}?done=already` as Route);
  const ticked = Object.values(reactionSigns)
    .flat()
    .filter((sign) => form.has(`sign-${sign}`))
    .map((sign) => `&sign-${sign}=yes`);
  const dose = encodeURIComponent(String(form.get("doseId") ?? ""));
  redirect(`/vaccination/${dose}/reaction?fault=${encodeURIComponent(reason)}${ticked.join("")}` as Route);
});
