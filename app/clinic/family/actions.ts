"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import {
  findChild,
  joinNewborn,
  mustBeStation,
  noteChildWord,
  recordRelation,
  undoRelation,
} from "#lib/family/index.ts";
import {
  ChildInput,
  ChildWordInput,
  JoinNewbornInput,
  RecordRelationInput,
  UndoRelationInput,
} from "#lib/family/inputs.ts";
import { clinicAction } from "../../_entry/action.ts";
import { currentStaff } from "../../_entry/actor.ts";

type State = { kind: string; reason?: string };
const why = (state: State) => (state.kind === "refused" ? state.reason : "failed") ?? "failed";

/** Numbers and names never stand in an address: what was typed stays in the browser, one step back. */
const wrong = (at: string, state: State) => `/clinic/family?fault=${why(state)}#${at}` as Route;

async function atStation(): Promise<void> {
  mustBeStation((await currentStaff("clinic")).session.role);
}

/** Ghi vào sổ. */
export const record = clinicAction(
  RecordRelationInput,
  async (ctx, input) => {
    await atStation();
    await recordRelation(ctx, input);
  },
  (state) =>
    redirect(state.kind === "done" ? ("/clinic/family?done=recorded" as Route) : wrong("new", state)),
);

/** Hoàn tác. */
export const undo = clinicAction(
  UndoRelationInput,
  async (ctx, input) => {
    await atStation();
    await undoRelation(ctx, input);
  },
  (state) =>
    redirect(state.kind === "done" ? ("/clinic/family?done=undone" as Route) : wrong("recent", state)),
);

/** Nối số, bỏ nối. */
export const join = clinicAction(
  JoinNewbornInput,
  async (ctx, input) => {
    await atStation();
    await joinNewborn(ctx, input);
  },
  (state, form) =>
    redirect(
      state.kind === "done"
        ? (`/clinic/family?done=${form.get("act") === "part" ? "part" : "join"}` as Route)
        : wrong("newborn", state),
    ),
);

/** Tìm lời mời đang chờ con đồng ý. */
export const find = clinicAction(
  ChildInput,
  async (ctx, input) => {
    await atStation();
    return findChild(ctx, input);
  },
  (state) =>
    redirect(
      state.kind === "done"
        ? (`/clinic/family/child/${state.value.citizenId}` as Route)
        : wrong("word", state),
    ),
);

/** Trẻ đồng ý. */
export const agree = clinicAction(
  ChildWordInput,
  async (ctx, input) => {
    await atStation();
    await noteChildWord(ctx, input);
  },
  (state, form) =>
    redirect(
      `/clinic/family/child/${encodeURIComponent(String(form.get("citizenId")))}?said=${state.kind === "done" ? "agreed" : "failed"}` as Route,
    ),
);
