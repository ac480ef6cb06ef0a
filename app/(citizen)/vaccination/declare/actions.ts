"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { nameOfDeclared } from "#components/vaccination/declared-words.ts";
import { AttachSharedInput } from "#lib/attachment/inputs.ts";
import {
  answerDoseDay,
  answerDoseLot,
  answerDosePlace,
  answerVaccine,
  attachToReport,
  declareDose,
  removePhoto,
} from "#lib/correction/index.ts";
import {
  CaseInput,
  DoseDayInput,
  DoseLotInput,
  DosePlaceInput,
  VaccineInput,
} from "#lib/correction/inputs.ts";
import type { ActionState } from "#lib/platform/action.ts";
import { citizenAction } from "../../../_entry/action.ts";
import { withShared } from "../../../_share/own.ts";
import { endOf } from "../../record/corrections/_parts/ending.ts";
import { afterAttaching, afterDropping } from "../../record/corrections/_parts/paper-steps.ts";

const sent = (form: FormData, name: string) => encodeURIComponent(String(form.get(name) ?? ""));
const on = (form: FormData, step: string) => `/vaccination/declare/${step}?case=${sent(form, "caseId")}`;

/** On to the next question, or back to the look at all of them; a fault asks again, with what was typed. */
const after =
  (here: string, next: string, typed: readonly string[]) => (state: ActionState<void>, form: FormData) => {
    const back = form.get("from") === "check";
    if (state.kind === "done") redirect(on(form, back ? "check" : next) as Route);
    const fault = state.kind === "refused" ? state.reason : "failed";
    const again = typed.map((name) => `&${name}=${sent(form, name).slice(0, 200)}`).join("");
    redirect(
      `${on(form, here)}${back ? "&from=check" : ""}&fault=${encodeURIComponent(fault)}${again}` as Route,
    );
  };

/** Vắc xin nào. */
export const sayVaccine = citizenAction(
  VaccineInput,
  answerVaccine,
  after("vaccine", "day", ["vaccine", "product"]),
);
/** Tiêm ngày nào. */
export const sayDay = citizenAction(
  DoseDayInput,
  answerDoseDay,
  after("day", "place", ["given.day", "given.month", "given.year"]),
);
/** Tiêm ở đâu. */
export const sayPlace = citizenAction(DosePlaceInput, answerDosePlace, after("place", "lot", []));
/** Số lô, mũi thứ mấy. */
export const sayLot = citizenAction(
  DoseLotInput,
  answerDoseLot,
  after("lot", "photo", ["lot", "doseNumber"]),
);

/** Bỏ ảnh đã chọn. */
export const dropPhoto = citizenAction(CaseInput, removePhoto, afterDropping(on));

/** Kèm giấy vừa chia sẻ. */
export const attachShared = citizenAction(
  AttachSharedInput,
  withShared("corrections", attachToReport),
  afterAttaching(on),
);

/** Gửi trạm y tế; a dose that waits already leads to its case. */
export const send = citizenAction(
  CaseInput,
  (ctx, input) => declareDose(ctx, input, nameOfDeclared),
  (state, form) => {
    const end = endOf(state);
    redirect(("to" in end ? end.to : `${on(form, "check")}&fault=${end.fault}`) as Route);
  },
);
