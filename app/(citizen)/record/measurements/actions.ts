"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { quantity } from "#components/copy/format.ts";
import type { Measuring } from "#components/measurement/measure-form.tsx";
import { noteMeasurement, takeBackMeasurement } from "#lib/measurement/index.ts";
import { MeasurementInput, TakeBackInput } from "#lib/measurement/inputs.ts";
import { type Bounded, bounds, isMeasurementKind } from "#lib/measurement/rules.ts";
import { citizenAction, citizenAnswer } from "../../../_entry/action.ts";

const HERE = "/record/measurements";
const typedNames = ["systolic", "diastolic", "pulse", "value", "unit", "meal", "at", "note"] as const;
const own = ["swapped", "unit", "meal", "at", "note", "too-many", "gone"] as const;

/** The page of the kind that a form is about. */
function pageOf(form: FormData): string {
  const kind = String(form.get("kind") ?? "");
  const page = isMeasurementKind(kind) ? `${HERE}/${kind}` : HERE;
  revalidatePath(page);
  return page;
}

/** Which field has to be mended, and its sentence. */
async function faultOf(reason: string): Promise<NonNullable<Measuring["fault"]>> {
  const t = await getTranslations("measurement.faults");
  const said = own.find((one) => one === reason);
  if (said)
    return {
      field: { swapped: "diastolic", "too-many": "at", gone: "at" }[said as string] ?? said,
      text: t(said),
    };
  const bound = (Object.keys(bounds) as Bounded[]).find((one) => one === reason);
  if (!bound) return { field: "at", text: t("failed") };
  const [least, most] = bounds[bound].map(quantity) as [string, string];
  if (bound === "systolic" || bound === "diastolic" || bound === "pulse")
    return { field: bound, text: t(bound, { least, most }) };
  return { field: "value", text: t("value", { least, most, unit: bound }) };
}

const answer = citizenAnswer(MeasurementInput, noteMeasurement);

/** Ghi một lần đo, or what stands in the place of another. What was typed comes back with a fault. */
export async function note(before: Measuring, form: FormData): Promise<Measuring> {
  const state = await answer(before, form);
  if (state.kind === "done") {
    const done = form.get("insteadOf") ? "mended" : "noted";
    redirect(`${pageOf(form)}?done=${done}` as Route);
  }
  const typed = Object.fromEntries(
    typedNames.map((name) => [name, String(form.get(name) ?? "").slice(0, 400)]),
  );
  return { typed, fault: await faultOf(state.kind === "refused" ? state.reason : "failed") };
}

/** Bỏ lần đo này. */
export const takeBack = citizenAction(TakeBackInput, takeBackMeasurement, (state, form) =>
  redirect(`${pageOf(form)}?${state.kind === "done" ? "done=taken-back" : "fault=failed"}` as Route),
);
