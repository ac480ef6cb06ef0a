"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import type { ActionState } from "#lib/platform/action.ts";
import {
  confirmMatch,
  proposeMatch,
  rejectMatch,
  setAsideDossier,
  takeBackDossier,
  undoMatch,
} from "#lib/warehouse/index.ts";
import {
  ConfirmMatchInput,
  ProposeMatchInput,
  RejectMatchInput,
  SetAsideInput,
  TakeBackInput,
  UndoMatchInput,
} from "#lib/warehouse/inputs.ts";
import { authorityAction } from "../../../_entry/action.ts";
import { idIn } from "../../../_warehouse/asked.ts";

/** Back to the dossier, which then says what became of it. */
function back(state: ActionState<unknown>, form: FormData): never {
  const sent = form.get("heldId");
  const heldId = idIn(typeof sent === "string" ? sent : undefined) ?? "";
  const said = state.kind === "refused" ? state.reason : state.kind;
  redirect(`/authority/warehouse/matches/${heldId}?said=${said}` as Route);
}

/** Đề nghị khớp. */
export const propose = authorityAction(ProposeMatchInput, proposeMatch, back);
/** Xác nhận khớp. */
export const confirm = authorityAction(ConfirmMatchInput, confirmMatch, back);
/** Bác hoặc rút đề nghị. */
export const reject = authorityAction(RejectMatchInput, rejectMatch, back);
/** Hủy khớp. */
export const undo = authorityAction(UndoMatchInput, undoMatch, back);
/** Để riêng. */
export const setAside = authorityAction(SetAsideInput, setAsideDossier, back);
/** Đưa lại vào danh sách. */
export const takeBack = authorityAction(TakeBackInput, takeBackDossier, back);
