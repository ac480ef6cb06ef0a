"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import * as z from "zod";
import {
  addHours,
  cancelStranded,
  changeHours,
  closeDays,
  endHours,
  layOwnSlots,
  moveAllStranded,
  moveStranded,
  openHours,
  withdrawException,
} from "#lib/booking/index.ts";
import { CancelStrandedInput, MoveStrandedInput } from "#lib/booking/inputs.ts";
import { openDesk } from "#lib/consent/index.ts";
import {
  closeOffered,
  describePlace,
  keepDepartment,
  keepPractitioner,
  keepRoom,
  keepService,
  setTerms,
} from "#lib/facility/index.ts";
import {
  DepartmentInput,
  PlaceInput,
  PractitionerInput,
  RoomInput,
  ServiceInput,
  TermsInput,
} from "#lib/facility/inputs.ts";
import type { ActionState } from "#lib/platform/action.ts";
import type { Context } from "#lib/platform/context.ts";
import { clinicAction } from "../../_entry/action.ts";
import { changeInputs, formOf, isWhat } from "./_parts/changes.ts";

const typedIn = (form: FormData): [string, string][] =>
  [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && !name.startsWith("$") && value !== "" ? [[name, value.slice(0, 1000)]] : [],
  );
const why = (state: ActionState<unknown>) =>
  state.kind === "invalid" ? "fields" : state.kind === "refused" ? state.reason : "failed";

/** Back to the page of the form with what was typed, which is nobody's; or to `done`, which says that it is saved. */
const ends = (page: Route, done: Route) => (state: ActionState<unknown>, form: FormData) => {
  if (state.kind === "done") redirect(`${done}?said=saved#said` as Route);
  redirect(`${page}?${new URLSearchParams([...typedIn(form), ["wrong", why(state)]])}#said` as Route);
};
const offer = "/clinic/schedule/offer" as const;

/** Ghi nơi khám. */
export const place = clinicAction(
  PlaceInput,
  describePlace,
  ends("/clinic/schedule/place", "/clinic/schedule"),
);
/** Đặt quy định; the days that can be booked follow at once. */
export const terms = clinicAction(
  TermsInput,
  async (ctx, input) => {
    await setTerms(ctx, input);
    await layOwnSlots(ctx);
  },
  ends("/clinic/schedule/terms", "/clinic/schedule"),
);
/** Mở khoa, phòng khám. */
export const department = clinicAction(DepartmentInput, keepDepartment, ends(`${offer}/department`, offer));
/** Mở phòng. */
export const room = clinicAction(RoomInput, keepRoom, ends(`${offer}/room`, offer));
/** Thêm người khám. */
export const person = clinicAction(PractitionerInput, keepPractitioner, ends(`${offer}/person`, offer));
/** Mở dịch vụ. */
export const service = clinicAction(ServiceInput, keepService, ends(`${offer}/service`, offer));

const ChangeInput = z.record(z.string(), z.string().max(1000));

/** Lưu thay đổi của lịch, as it was looked at; read anew, for an address can be written by anybody. */
async function saveChange(ctx: Context, sent: Record<string, string>): Promise<void> {
  const verbs = {
    "add-hours": () => addHours(ctx, changeInputs["add-hours"].parse(sent)),
    "change-hours": () => changeHours(ctx, changeInputs["change-hours"].parse(sent)),
    "end-hours": () => endHours(ctx, changeInputs["end-hours"].parse(sent)),
    "close-days": () => closeDays(ctx, changeInputs["close-days"].parse(sent)),
    "extra-hours": () => openHours(ctx, changeInputs["extra-hours"].parse(sent)),
    withdraw: () => withdrawException(ctx, changeInputs.withdraw.parse(sent)),
    close: async () => {
      await closeOffered(ctx, changeInputs.close.parse(sent));
      await layOwnSlots(ctx);
    },
  };
  if (isWhat(sent.what)) await verbs[sent.what]();
}

/** Lưu thay đổi. */
export const save = clinicAction(ChangeInput, saveChange, (state, form) => {
  const sent = Object.fromEntries(typedIn(form));
  const what = isWhat(sent.what) ? sent.what : "withdraw";
  const { stranding, ...fields } = sent;
  if (state.kind === "done") {
    const next =
      Number(stranding) > 0
        ? "/clinic/schedule/stranded"
        : { hours: "/clinic/schedule/hours", days: "/clinic/schedule/days", offer }[
            what === "close" ? "offer" : what.endsWith("-hours") && what !== "extra-hours" ? "hours" : "days"
          ];
    redirect(`${next}?said=saved#said` as Route);
  }
  redirect(
    `${formOf(what, sent)}?${new URLSearchParams([...Object.entries(fields), ["wrong", why(state)]])}#said` as Route,
  );
});

const deskOf = (ctx: Context) => openDesk(ctx, "plan-schedule", "schedule");
const toList = (said: string, more = ""): never =>
  redirect(`/clinic/schedule/stranded?said=${encodeURIComponent(said)}${more}#said` as Route);

/** Chuyển giờ cho một người. */
export const move = clinicAction(
  MoveStrandedInput,
  async (ctx, input) => moveStranded(await deskOf(ctx), input),
  (state) => toList(state.kind === "done" ? "one" : why(state)),
);
/** Hủy lịch của một người. */
export const cancel = clinicAction(
  CancelStrandedInput,
  async (ctx, input) => cancelStranded(await deskOf(ctx), input),
  (state, form) => {
    if (state.kind !== "invalid") toList(state.kind === "done" ? "cancelled" : why(state));
    const id = encodeURIComponent(String(form.get("appointmentId")));
    redirect(
      `/clinic/schedule/stranded/${id}?${new URLSearchParams([...typedIn(form), ["wrong", "fields"]])}#said` as Route,
    );
  },
);
/** Chuyển tất cả. */
export const moveAll = clinicAction(
  z.object({ facilityCode: z.string().max(10) }),
  async (ctx, { facilityCode }) => moveAllStranded(await deskOf(ctx), facilityCode, new Date()),
  (state) => {
    if (state.kind !== "done") return toList(why(state));
    const { moved, left } = state.value;
    return toList(left > 0 ? "movedLeft" : "moved", `&count=${moved}&left=${left}`);
  },
);
