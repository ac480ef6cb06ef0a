"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { dropShared } from "#lib/attachment/index.ts";
import { SharedFileInput, type SharedWay, SharedWayInput } from "#lib/attachment/inputs.ts";
import type { Context } from "#lib/platform/context.ts";
import { selfAction } from "../../_entry/action.ts";
import { ownBook } from "../../_share/own.ts";

/** Where each use begins; the file waits at its step for a photo. */
const begins: Record<SharedWay, () => string> = {
  dose: () => `/vaccination/declare/vaccine?case=${crypto.randomUUID()}`,
  question: () => "/teleconsult/new",
  correction: () => "/record",
};

/** Giấy này để làm gì. */
export const chooseWay = selfAction(
  SharedWayInput,
  async (_: Context, { way }) => way,
  (state) => redirect((state.kind === "done" ? begins[state.value]() : "/share?fault=choose") as Route),
);

/** Bỏ giấy này. */
export const drop = selfAction(
  SharedFileInput,
  async (ctx, { sharedId }) => dropShared(await ownBook(ctx, "documents"), sharedId),
  (state) => redirect(state.kind === "done" ? "/share?done=dropped" : "/share?fault=failed"),
);
