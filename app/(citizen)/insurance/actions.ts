"use server";

import type { Route } from "next";
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
    if (state.kind === "done") redirect("/insurance#check" as Route);
    const fault = (state.kind === "refused" && faultOf[state.reason]) || "failed";
    redirect(`/insurance?fault=${fault}#check` as Route);
  },
);
