"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { beginHelping, endHelping, mustBeStation } from "#lib/family/index.ts";
import { BeginHelpingInput, NothingInput } from "#lib/family/inputs.ts";
import { clinicAction } from "../../_entry/action.ts";
import { currentStaff } from "../../_entry/actor.ts";

/** Bắt đầu giúp, and to the cover of that book. */
export const begin = clinicAction(
  BeginHelpingInput,
  async (ctx, input) => {
    mustBeStation((await currentStaff("clinic")).session.role);
    await beginHelping(ctx, input);
  },
  (state) => {
    if (state.kind === "done") redirect("/");
    redirect(`/clinic/helper?fault=${state.kind === "refused" ? state.reason : "failed"}` as Route);
  },
);

/** Kết thúc. */
export const end = clinicAction(
  NothingInput,
  (ctx) => endHelping(ctx),
  () => redirect("/clinic/helper?done=ended" as Route),
);
