"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
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
