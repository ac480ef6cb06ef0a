import type { Route } from "next";
import { redirect } from "next/navigation";
import type { ActionState } from "#lib/platform/action.ts";

const here = /^\/(clinic\/fees|authority\/payments)(\/[a-z0-9-]{1,40})?$/;

/** Back to the page that the form names, which then says what became of it: `done` where all went well. */
export const backTo =
  (fallback: Route, done: string) =>
  (state: ActionState<unknown>, form: FormData): never => {
    const said = state.kind === "refused" ? state.reason : state.kind === "done" ? done : "invalid";
    const asked = String(form.get("back") ?? "");
    const path = here.test(asked) ? asked : fallback;
    redirect(`${path}?said=${encodeURIComponent(said)}#said` as Route);
  };
