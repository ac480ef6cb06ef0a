import type { Route } from "next";
import { redirect } from "next/navigation";
import type { ActionState } from "#lib/platform/action.ts";
import type { Desk } from "../_entry/desk-places.ts";

/** Back to the case, which then says what became of it. */
export const backToCase =
  (desk: Desk) =>
  (state: ActionState<unknown>, form: FormData): never => {
    const said = state.kind === "refused" ? state.reason : state.kind;
    const id = String(form.get("caseId") ?? "");
    redirect(`/${desk}/corrections/${encodeURIComponent(id)}?said=${encodeURIComponent(said)}#said` as Route);
  };
