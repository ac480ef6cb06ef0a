"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { Measuring } from "#components/measurement/measure-form.tsx";
import { noteMeasurement, takeBackMeasurement } from "#lib/measurement/index.ts";
import { MeasurementInput, TakeBackInput } from "#lib/measurement/inputs.ts";
import { citizenAction, citizenAnswer } from "../../../_entry/action.ts";
import { faultOf, notedAt, pageOfForm } from "./_parts/ending.ts";

const typedNames = ["systolic", "diastolic", "pulse", "value", "unit", "meal", "at", "note"] as const;

const answer = citizenAnswer(MeasurementInput, noteMeasurement);

/** Ghi một lần đo, or what stands in the place of another. What was typed comes back with a fault. */
export async function note(before: Measuring, form: FormData): Promise<Measuring> {
  const state = await answer(before, form);
  if (state.kind === "done") {
    revalidatePath(pageOfForm(form));
    redirect(notedAt(form) as Route);
  }
  const typed = Object.fromEntries(
    typedNames.map((name) => [name, String(form.get(name) ?? "").slice(0, 400)]),
  );
  return { typed, fault: await faultOf(state.kind === "refused" ? state.reason : "failed") };
}

/** Bỏ lần đo này. */
export const takeBack = citizenAction(TakeBackInput, takeBackMeasurement, (state, form) => {
  revalidatePath(pageOfForm(form));
  redirect(`${pageOfForm(form)}?${state.kind === "done" ? "done=taken-back" : "fault=failed"}` as Route);
});
