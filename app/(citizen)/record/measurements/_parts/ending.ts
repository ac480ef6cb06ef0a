import { getTranslations } from "next-intl/server";
import { quantity } from "#components/copy/format.ts";
import { type Bounded, bounds, isMeasurementKind } from "#lib/measurement/rules.ts";

const HERE = "/record/measurements";
const own = ["swapped", "unit", "meal", "at", "note", "too-many", "gone"] as const;

/** The page of the kind that a form is about. */
export function pageOfForm(form: FormData): string {
  const kind = String(form.get("kind") ?? "");
  return isMeasurementKind(kind) ? `${HERE}/${kind}` : HERE;
}

/** Where a measurement leads that was noted. */
export const notedAt = (form: FormData) =>
  `${pageOfForm(form)}?done=${form.get("insteadOf") ? "mended" : "noted"}`;

/** Which field has to be mended, and its sentence. */
export async function faultOf(reason: string): Promise<{ field: string; text: string }> {
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
