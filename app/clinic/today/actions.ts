"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import * as z from "zod";
import {
  callNext,
  callOne,
  checkIn,
  checkInBy,
  findExpected,
  finishVisit,
  NotReceived,
  noShow,
  recall,
  skip,
  startVisit,
  undo,
  walkIn,
} from "#lib/booking/index.ts";
import { AppointmentInput, CallInput, SoughtInput, StepInput, WalkInInput } from "#lib/booking/inputs.ts";
import { type Desk, openDesk } from "#lib/consent/index.ts";
import { findExpectedPerson } from "#lib/opening/index.ts";
import type { ActionState } from "#lib/platform/action.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { clinicAction } from "../../_entry/action.ts";

type About = { who?: string | null; find?: string | null };
/** What became of a form: done, or refused with somebody whom the page then shows. */
type End = About & { fault?: string };

const deskOf = (ctx: Context) => openDesk(ctx, "receive-people", "today");

/** Runs what may refuse to receive somebody whom the page can show all the same. */
async function orNotReceived(work: Promise<string>): Promise<End> {
  try {
    return { who: await work };
  } catch (error) {
    if (!(error instanceof NotReceived)) throw error;
    return { fault: error.reason, who: error.appointmentId, find: error.findId };
  }
}

/** Back to the list, in the room where the clerk was, with whom it is about. */
function back(form: FormData, { who, find, ...words }: About & { said?: string; fault?: string }): never {
  const room = z.union([z.uuid(), z.literal("all")]).safeParse(form.get("room"));
  const query = new URLSearchParams();
  if (room.success) query.set("room", room.data);
  if (who) query.set("who", who);
  if (find) query.set("find", find);
  for (const [name, value] of Object.entries(words)) if (value) query.set(name, value);
  redirect(`/clinic/today?${query}${who ? "#person" : ""}` as Route);
}

const faultOf = (state: ActionState<unknown>) => (state.kind === "refused" ? state.reason : state.kind);
const whoOf = (form: FormData) => z.uuid().safeParse(form.get("appointmentId")).data ?? null;

const ended = (said: string) => (state: ActionState<End>, form: FormData) =>
  state.kind === "done"
    ? back(form, state.value.fault ? state.value : { ...state.value, said })
    : back(form, { fault: faultOf(state), who: whoOf(form) });

/** Tiếp đón, by what was scanned or typed. */
export const receive = clinicAction(
  SoughtInput,
  (ctx, input) => orNotReceived(checkInBy(ctx, input)),
  ended("received"),
);
/** Tiếp đón, from the list. */
export const receiveOne = clinicAction(
  AppointmentInput,
  async (ctx, input) => orNotReceived(checkIn(await deskOf(ctx), input)),
  ended("received"),
);
/** Gọi số tiếp theo. */
export const call = clinicAction(
  CallInput,
  async (ctx, input): Promise<End> => ({ who: await callNext(await deskOf(ctx), input) }),
  (state, form) =>
    state.kind === "done"
      ? back(form, { ...state.value, said: "called" })
      : back(form, { fault: faultOf(state), who: z.uuid().safeParse(form.get("expected")).data }),
);

const step = (verb: (desk: Desk, input: StepInput) => Promise<void>, said: string) =>
  clinicAction(
    StepInput,
    async (ctx, input): Promise<End> => {
      await verb(await deskOf(ctx), input);
      return { who: input.appointmentId };
    },
    ended(said),
  );

/** Gọi một người, gọi lại, chưa thấy, bắt đầu, xong, vắng mặt, hoàn tác. */
export const callThis = step(callOne, "called");
export const callAgain = step(recall, "recalled");
export const callLater = step(skip, "skipped");
export const begin = step(startVisit, "started");
export const finish = step(finishVisit, "finished");
export const markAbsent = step(noShow, "absent");
export const takeBack = step(undo, "undone");

/** Phát số, and to the ticket. */
export const giveNumber = clinicAction(
  WalkInInput,
  (ctx, input) => orNotReceived(walkIn(ctx, input)),
  (state, form) => {
    if (state.kind === "done" && !state.value.fault)
      redirect(`/clinic/today/ticket/${state.value.who}` as Route);
    if (state.kind === "done") back(form, state.value);
    const query = new URLSearchParams({ fault: faultOf(state) });
    for (const name of ["findId", "roomId"]) {
      const id = z.uuid().safeParse(form.get(name));
      if (id.success) query.set(name === "findId" ? "find" : "room", id.data);
    }
    redirect(`/clinic/today/walk-in?${query}` as Route);
  },
);

/** Mở sổ: to the page of whoever is expected, where their code opens the book. */
export const look = clinicAction(
  AppointmentInput,
  async (ctx, { appointmentId }) => {
    const desk = await openDesk(ctx, "receive-people", "appointment", appointmentId);
    const expected = await findExpected(desk, appointmentId);
    if (!expected?.citizenId) throw new NotFound();
    return findExpectedPerson(ctx, expected.citizenId);
  },
  (state, form) =>
    state.kind === "done"
      ? redirect(`/clinic/person/${state.value}` as Route)
      : back(form, { fault: faultOf(state), who: whoOf(form) }),
);
