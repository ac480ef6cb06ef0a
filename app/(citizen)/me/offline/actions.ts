"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { endOfflineCopy } from "#lib/rights/index.ts";
import { OfflineCopyInput } from "#lib/rights/inputs.ts";
import { selfAction } from "../../../_entry/action.ts";

/** Xóa bản cất ở một máy. */
export const endCopy = selfAction(OfflineCopyInput, endOfflineCopy, (state) =>
  redirect(`/me/offline?done=${state.kind === "done" ? "ended" : "not-there"}` as Route),
);
