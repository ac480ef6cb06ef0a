"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { checkInsuranceCard } from "#lib/insurance/index.ts";
import { CheckCardInput } from "#lib/insurance/inputs.ts";
import { citizenAction } from "../../_entry/action.ts";

const faultOf: Record<string, string> = { unavailable: "unavailable", "too-many-checks": "too-many" };

/** Kiểm tra thẻ ngay. */
export const checkNow = citizenAction(
  CheckCardInput,
  (ctx) => checkInsuranceCard(ctx),
  (state) => {
    // The address may stay as it is: a browser with scripts would keep the page of before.
    revalidatePath("/insurance");
    if (state.kind === "done") redirect("/insurance#check" as Route);
    const fault = (state.kind === "refused" && faultOf[state.reason]) || "failed";
    redirect(`/insurance?fault=${fault}#check` as Route);
  },
);
