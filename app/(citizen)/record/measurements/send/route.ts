import { noteMeasurement } from "#lib/measurement/index.ts";
import { MeasurementInput } from "#lib/measurement/inputs.ts";
import { sentForm } from "../../../../_entry/sent-form.ts";
import { faultOf, notedAt } from "../_parts/ending.ts";

/** Ghi số tự đo, also what waited on a phone for a network. */
export const POST = sentForm(MeasurementInput, noteMeasurement, async (state, form) =>
  state.kind === "done"
    ? { to: notedAt(form) }
    : { fault: (await faultOf(state.kind === "refused" ? state.reason : "failed")).text },
);
