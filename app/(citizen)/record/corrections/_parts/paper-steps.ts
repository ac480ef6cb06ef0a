import type { Route } from "next";
import { redirect } from "next/navigation";
import type { ActionState } from "#lib/platform/action.ts";

/** The address of a step of the questions that are being answered. */
type On = (form: FormData, step: string) => string;

/** What follows a paper taken out of a report: the question about the paper again. */
export const afterDropping = (on: On) => (_: unknown, form: FormData) => redirect(on(form, "photo") as Route);

/** What follows a shared paper put into a report; what waits no more leads back to the photo, which says what is attached. */
export const afterAttaching = (on: On) => (state: ActionState<void>, form: FormData) => {
  if (state.kind === "done") redirect(on(form, "check") as Route);
  redirect(`${on(form, "photo")}${state.kind === "refused" ? `&fault=${state.reason}` : ""}` as Route);
};
