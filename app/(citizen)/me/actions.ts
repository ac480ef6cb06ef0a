"use server";

import { redirect } from "next/navigation";
import { endOwnSession } from "#lib/identity/index.ts";
import { EndOwnSessionInput } from "#lib/identity/inputs.ts";
import { citizenAction } from "../../_entry/action.ts";

/** Đăng xuất máy kia. */
export const endSession = citizenAction(EndOwnSessionInput, endOwnSession, (state) =>
  redirect(state.kind === "done" ? "/me?done=ended" : "/me?done=not-there"),
);
