"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import {
  AlreadyBooked,
  bookAppointment,
  cancelAppointment,
  chooseReminders,
  declineOffer,
  joinWait,
  leaveWait,
  moveAppointment,
  takeOffer,
  tellLate,
} from "#lib/booking/index.ts";
import {
  BookInput,
  CancelInput,
  LateInput,
  MoveInput,
  OfferChoice,
  ReminderInput,
  WaitChoice,
  WaitInput,
} from "#lib/booking/inputs.ts";
import { citizenAction } from "../../_entry/action.ts";
import { keepTyped } from "../../_entry/typed.ts";
import { type Answers, answersIn, sentAddress, stepAddress } from "./_parts/answers.ts";

type End = { kind: string; reason?: string };
const sent = (form: FormData, name: string) => String(form.get(name) ?? "");
const known = (state: End, reasons: readonly string[], other = "failed") =>
  reasons.find((one) => state.kind === "refused" && one === state.reason) ?? other;

/** The answers that a form was made from. */
const answersOf = (form: FormData): Answers =>
  answersIn({
    why: sent(form, "why"),
    service: sent(form, "serviceId"),
    day: sent(form, "day"),
    slot: sent(form, "slotId"),
    origin: sent(form, "origin"),
    ref: sent(form, "originRef"),
    key: sent(form, "key"),
  });

/** What somebody wrote waits for them while they choose another time; with whose book it was written in. */
const typed = ["reason", "bookInHand"];

/** Đặt lịch khám: to the pass, also to one that was there already; else back to the answer that is to be mended. */
export const book = citizenAction(
  BookInput,
  async (ctx, input) => {
    try {
      return { ...(await bookAppointment(ctx, input)), done: "booked" };
    } catch (error) {
      if (error instanceof AlreadyBooked) return { appointmentId: error.appointmentId, done: "already" };
      throw error;
    }
  },
  async (state, form) => {
    await keepTyped("/booking", form, state.kind === "done" ? null : typed);
    if (state.kind === "done")
      redirect(`/booking/${state.value.appointmentId}?done=${state.value.done}` as Route);
    const answers = answersOf(form);
    const anew = { ...answers, slot: undefined, key: undefined };
    const reason = state.kind === "refused" ? state.reason : state.kind;
    switch (reason) {
      case "full":
      case "too-soon":
        return redirect(stepAddress("time", anew, reason));
      case "closed":
      case "too-far":
        return redirect(stepAddress("day", { ...anew, day: undefined }, "closed"));
      case "too-many":
      case "paused":
      case "no-service":
      case "invalid":
        return redirect(stepAddress("check", answers, reason));
      default:
        // Nobody knows whether it was booked: the key does.
        return redirect(answers.key ? sentAddress({ ...answers, key: answers.key }) : "/booking");
    }
  },
);

/** Đổi giờ khám. */
export const move = citizenAction(MoveInput, moveAppointment, (state, form) => {
  const here = `/booking/${encodeURIComponent(sent(form, "appointmentId"))}`;
  if (state.kind === "done") redirect(`${here}?done=moved` as Route);
  const again = known(state, ["full", "too-soon", "closed", "too-far", "already"], "");
  if (again) redirect(`${here}/move?day=${encodeURIComponent(sent(form, "day"))}&fault=${again}` as Route);
  redirect(`${here}?fault=${known(state, ["too-late", "not-open", "paused", "no-service"])}` as Route);
});

/** Hủy lịch khám này. */
export const cancel = citizenAction(CancelInput, cancelAppointment, (state, form) => {
  const here = `/booking/${encodeURIComponent(sent(form, "appointmentId"))}`;
  redirect(
    (state.kind === "done" ? here : `${here}?fault=${known(state, ["too-late", "not-open"])}`) as Route,
  );
});

/** Tôi sẽ đến trễ. */
export const late = citizenAction(LateInput, tellLate, (state, form) => {
  const here = `/booking/${encodeURIComponent(sent(form, "appointmentId"))}`;
  if (state.kind === "invalid") redirect(`${here}/late?fault=choose` as Route);
  const done = sent(form, "minutes") === "0" ? "on-time" : "late";
  redirect(
    `${here}?${state.kind === "done" ? `done=${done}` : `fault=${known(state, ["not-today"])}`}` as Route,
  );
});

/** Nhận chỗ này. */
export const take = citizenAction(OfferChoice, takeOffer, (state, form) => {
  if (state.kind === "done") redirect(`/booking/${state.value.appointmentId}?done=taken` as Route);
  const fault = known(state, ["expired", "already", "too-many", "too-soon", "paused"]);
  redirect(`/booking/offers/${encodeURIComponent(sent(form, "offerId"))}?fault=${fault}` as Route);
});

/** Không, cảm ơn. */
export const decline = citizenAction(OfferChoice, declineOffer, () =>
  redirect("/booking?done=declined" as Route),
);

/** Báo tôi khi có chỗ; what is free already is offered at once. */
export const wait = citizenAction(WaitInput, joinWait, (state, form) => {
  if (state.kind === "done") redirect("/booking?done=waiting" as Route);
  const fault = known(state, ["already", "too-many", "no-service", "no-days", "not-open"]);
  const asked = new URLSearchParams({
    service: sent(form, "serviceId"),
    appointment: sent(form, "appointmentId"),
    fault,
  });
  redirect(`/booking/waits/new?${asked}` as Route);
});

/** Thôi chờ. */
export const leave = citizenAction(WaitChoice, leaveWait, (state) =>
  redirect(`/booking?done=${state.kind === "done" ? "left" : "failed"}` as Route),
);

/** Nhắc tôi khi nào. */
export const remind = citizenAction(ReminderInput, chooseReminders, (state) =>
  redirect(`/booking/reminders?done=${state.kind === "done" ? "saved" : "failed"}` as Route),
);
