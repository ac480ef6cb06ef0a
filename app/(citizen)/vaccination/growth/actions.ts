"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { noteGrowth, takeBackGrowth } from "#lib/history/index.ts";
import { GrowthInput, TakeBackGrowthInput } from "#lib/history/inputs.ts";
import { citizenAction } from "../../../_entry/action.ts";

const PAGE = "/vaccination/growth";

/** The page again; a browser with scripts would keep the one of before. */
function again(query: string): never {
  revalidatePath(PAGE);
  redirect(`${PAGE}${query}` as Route);
}

/** Ghi cân nặng, chiều cao; what was typed comes back with a fault. */
export const note = citizenAction(GrowthInput, noteGrowth, (state, form) => {
  if (state.kind === "done") again("?done=noted");
  const fault = state.kind === "refused" ? state.reason : "failed";
  const typed = ["on.day", "on.month", "on.year", "weight", "height"].map(
    (name) => `&${name}=${encodeURIComponent(String(form.get(name) ?? "").slice(0, 10))}`,
  );
  again(`?fault=${encodeURIComponent(fault)}${typed.join("")}#note`);
});

/** Bỏ số đo này. */
export const takeBack = citizenAction(TakeBackGrowthInput, takeBackGrowth, () => again("?done=taken-back"));
