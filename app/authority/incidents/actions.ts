"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import * as z from "zod";
import {
  closeIncident,
  countAffected,
  registerIncident,
  reportIncident,
  tellAffected,
} from "#lib/incident/index.ts";
import {
  CloseIncidentInput,
  IncidentInput,
  RegisterIncidentInput,
  ReportIncidentInput,
  TellAffectedInput,
} from "#lib/incident/inputs.ts";
import type { ActionState } from "#lib/platform/action.ts";
import { authorityAction } from "../../_entry/action.ts";

const idOf = (form: FormData) => z.uuid().safeParse(form.get("incidentId")).data ?? "";
const whyOf = (state: ActionState<unknown>) =>
  state.kind === "invalid"
    ? `fields-${Object.keys(state.fields).join("-")}`
    : state.kind === "refused"
      ? state.reason
      : "failed";

/** Ghi sự cố. What was typed comes back when it cannot stand; it names nobody but staff. */
export const register = authorityAction(RegisterIncidentInput, registerIncident, (state, form) => {
  if (state.kind === "done") redirect(`/authority/incidents/${state.value.incidentId}` as Route);
  const typed = ["known", "what", "from", "to", "scope", "about"].map((name): [string, string] => [
    name,
    String(form.get(name) ?? "").slice(0, 2000),
  ]);
  redirect(`/authority/incidents/new?${new URLSearchParams([...typed, ["wrong", whyOf(state)]])}` as Route);
});

/** Back to the incident, which says what became of it. */
function back(said: string) {
  return (state: ActionState<unknown>, form: FormData): never =>
    redirect(
      `/authority/incidents/${idOf(form)}?${state.kind === "done" ? `done=${said}` : `wrong=${whyOf(state)}`}` as Route,
    );
}

/** Tìm lại người bị ảnh hưởng. */
export const count = authorityAction(IncidentInput, countAffected, back("counted"));
/** Ghi đã báo cơ quan. */
export const report = authorityAction(ReportIncidentInput, reportIncident, back("reported"));
/** Báo cho người bị ảnh hưởng. */
export const tell = authorityAction(TellAffectedInput, tellAffected, back("told"));
/** Đóng sự cố. */
export const close = authorityAction(CloseIncidentInput, closeIncident, back("closed"));
