"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import * as z from "zod";
import type { ActionState } from "#lib/platform/action.ts";
import {
  bringVaccine,
  cancelVaccination,
  endWatch,
  inviteToVaccination,
  planVaccination,
  receiveAtVaccination,
  receiveByNumber,
  receiveUnnumbered,
  recordDose,
  screenAttendee,
  undoDose,
} from "#lib/vaccination/index.ts";
import {
  AttendeeInput,
  BringVaccineInput,
  CancelVaccinationInput,
  EndWatchInput,
  InviteInput,
  PlanVaccinationInput,
  RecordDoseInput,
  ScreenInput,
  SoughtAtSessionInput,
  UndoDoseInput,
  UnnumberedInput,
} from "#lib/vaccination/inputs.ts";
import { clinicAction } from "../../_entry/action.ts";
import { keepTyped } from "../../_entry/typed.ts";

const LISTS = "/clinic/vaccination";
const SESSIONS = `${LISTS}/sessions`;

/** Why nothing was written: what the verb says, or the first field to mend. */
function faultOf(state: ActionState<unknown>): string {
  if (state.kind === "refused") return state.reason;
  return state.kind === "invalid" ? (Object.values(state.fields)[0] ?? "failed") : "failed";
}

const idIn = (form: FormData, name: string) => z.uuid().safeParse(form.get(name)).data ?? "";
const sessionOf = (form: FormData) => `${SESSIONS}/${idIn(form, "sessionId")}`;
const attendeeOf = (form: FormData) => `${sessionOf(form)}/${idIn(form, "citizenId")}`;
const leadTo = (address: string, words: Record<string, string>): never =>
  redirect(`${address}${address.includes("?") ? "&" : "?"}${new URLSearchParams(words)}` as Route);

/** Back to the form with what was typed, in this browser alone. */
async function wrong(path: string, state: ActionState<unknown>, form: FormData, fields: readonly string[]) {
  await keepTyped(path, form, fields);
  return leadTo(path, { fault: faultOf(state) });
}

/** Lên kế hoạch. */
export const plan = clinicAction(PlanVaccinationInput, planVaccination, async (state, form) => {
  const fields = ["sessionId", "day", "from", "until", "place"];
  if (state.kind !== "done") return wrong(`${SESSIONS}/new`, state, form, fields);
  await keepTyped(`${SESSIONS}/new`, form, null);
  leadTo(`${SESSIONS}/${state.value}`, { said: "planned" });
});

/** Ghi một lô vắc xin. */
export const bring = clinicAction(BringVaccineInput, bringVaccine, async (state, form) => {
  const path = `${sessionOf(form)}/stock`;
  if (state.kind !== "done") return wrong(path, state, form, ["vaccine", "lot", "expires", "brought"]);
  await keepTyped(path, form, null);
  leadTo(path, { said: "brought" });
});

/** Hủy buổi tiêm. */
export const cancel = clinicAction(CancelVaccinationInput, cancelVaccination, (state, form) =>
  state.kind === "done"
    ? leadTo(sessionOf(form), { said: "cancelled" })
    : leadTo(`${sessionOf(form)}/cancel`, { fault: faultOf(state) }),
);

/** An address of the lists alone, wherever a form says that it came from. */
function listOf(form: FormData): string {
  const back = String(form.get("back") ?? "");
  return /^\/clinic\/vaccination(\/person\/[0-9a-f-]{36})?(\?[\w=&%.-]*)?$/.test(back) ? back : LISTS;
}

/** Mời người đã chọn, back to the list. */
export const inviteFromList = clinicAction(InviteInput, inviteToVaccination, (state, form) =>
  state.kind === "done"
    ? leadTo(listOf(form), {
        said: "invited",
        count: String(state.value.invited),
        session: state.value.sessionId,
      })
    : leadTo(listOf(form), { fault: faultOf(state) }),
);

/** Đã đến, from the list of the session. */
export const arrive = clinicAction(AttendeeInput, receiveAtVaccination, (state, form) =>
  state.kind === "done"
    ? leadTo(attendeeOf(form), { said: "arrived" })
    : leadTo(sessionOf(form), { fault: faultOf(state) }),
);

/** Tìm và tiếp đón. */
export const arriveByNumber = clinicAction(SoughtAtSessionInput, receiveByNumber, (state, form) =>
  state.kind === "done"
    ? leadTo(`${sessionOf(form)}/${state.value.citizenId}`, { said: "arrived" })
    : leadTo(sessionOf(form), { fault: faultOf(state) }),
);

/** Tiếp đón trẻ chưa có số. */
export const arriveUnnumbered = clinicAction(UnnumberedInput, receiveUnnumbered, async (state, form) => {
  const path = `${sessionOf(form)}/unnumbered`;
  if (state.kind !== "done")
    return wrong(path, state, form, ["personId", "name", "born", "time", "sex", "parent"]);
  await keepTyped(path, form, null);
  leadTo(`${sessionOf(form)}/${state.value.citizenId}`, { said: "arrived" });
});

const ended = (said: string) => async (state: ActionState<unknown>, form: FormData) => {
  const path = attendeeOf(form);
  if (state.kind !== "done")
    return wrong(path, state, form, ["stockId", "number", "site", "givenBy", "at", "note", "screening"]);
  await keepTyped(path, form, null);
  return leadTo(path, { said });
};

/** Ghi kết quả sàng lọc. */
export const screen = clinicAction(ScreenInput, screenAttendee, ended("screened"));
/** Ghi mũi tiêm. */
export const record = clinicAction(RecordDoseInput, recordDose, ended("recorded"));
/** Rút mũi ghi nhầm. */
export const undo = clinicAction(UndoDoseInput, undoDose, ended("undone"));
/** Kết thúc theo dõi. */
export const finishWatch = clinicAction(EndWatchInput, endWatch, ended("watched"));
