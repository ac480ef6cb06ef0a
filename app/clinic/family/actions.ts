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
import { keepTyped } from "../../_entry/typed.ts";

type State = { kind: string; reason?: string };
const why = (state: State) => (state.kind === "refused" ? state.reason : "failed") ?? "failed";

const AT = "/clinic/family";
const birth = ["born.day", "born.month", "born.year", "time"] as const;
const typed = {
  new: ["adultNumber", "adultName", "role", "childNumber", "childName", "paper", ...birth],
  newborn: ["parentNumber", "childNumber", "paper", ...birth],
  word: ["childNumber"],
} as const;

/** Back to that form with what was typed; numbers and names never stand in an address. */
async function wrong(at: keyof typeof typed, state: State, form: FormData): Promise<never> {
  await keepTyped(AT, form, typed[at]);
  redirect(`${AT}?fault=${why(state)}&at=${at}#${at}` as Route);
}

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
  async (state, form) => {
    if (state.kind !== "done") await wrong("new", state, form);
    await keepTyped(AT, form, null);
    redirect(`${AT}?done=recorded` as Route);
  },
);

/** Hoàn tác. */
export const undo = clinicAction(
  UndoRelationInput,
  async (ctx, input) => {
    await atStation();
    await undoRelation(ctx, input);
  },
  (state) => redirect(`${AT}?${state.kind === "done" ? "done=undone" : `fault=${why(state)}`}` as Route),
);

/** Nối số, bỏ nối. */
export const join = clinicAction(
  JoinNewbornInput,
  async (ctx, input) => {
    await atStation();
    await joinNewborn(ctx, input);
  },
  async (state, form) => {
    if (state.kind !== "done") await wrong("newborn", state, form);
    await keepTyped(AT, form, null);
    const act = String(form.get("act"));
    redirect(`${AT}?done=${act === "part" || act === "merge" ? act : "join"}` as Route);
  },
);

/** Tìm lời mời đang chờ con đồng ý. */
export const find = clinicAction(
  ChildInput,
  async (ctx, input) => {
    await atStation();
    return findChild(ctx, input);
  },
  async (state, form) => {
    if (state.kind !== "done") return wrong("word", state, form);
    await keepTyped(AT, form, null);
    redirect(`${AT}/child/${state.value.citizenId}` as Route);
  },
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
