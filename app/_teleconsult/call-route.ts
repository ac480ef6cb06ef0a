import * as z from "zod";
import { followCall, followCallOf, joinCall, leaveCall, sendSignal } from "#lib/conversation/index.ts";
import { CallInput } from "#lib/conversation/inputs.ts";
import type { CallView } from "#lib/conversation/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { Refused } from "#lib/platform/errors.ts";
import { asksForStream, eventStream, seenLast } from "../_entry/event-stream.ts";
import { nothing } from "../_entry/nothing.ts";
import { bodyOf } from "../_entry/sent-json.ts";
import { isOurs } from "../_entry/upload.ts";
import { answering, type CaseParams, type Where } from "./caller.ts";

const noStore = { "cache-control": "no-store" };
/** A description of three pictures and their sound has about 10,000 letters. */
const MOST_BYTES = 40_000;
/** Signals of one moment come together. */
const PAUSE = 30;

/** A call as it goes on for one seat: each look says that the seat is there, and answers when something is new. */
function callFor(ctx: Context, seat: { caseId: string; seatId: string }, from: number) {
  let after = from;
  let stood = "";
  let over = false;
  return async (): Promise<CallView | null | undefined> => {
    if (over) return null;
    const view = await followCall(ctx, { ...seat, after });
    const stands = JSON.stringify([view.over, view.seats]);
    if (view.signals.length === 0 && stands === stood) return undefined;
    after = view.signals.at(-1)?.id ?? after;
    stood = stands;
    over = view.over !== null;
    return view;
  };
}

/** Theo dõi cuộc gọi: as a stream to whoever asks for one, else once. Only for the session that sits in that seat. */
export const followCallRoute =
  (where: Where) =>
  (request: Request, place: CaseParams): Promise<Response> =>
    answering(where, place, async (ctx, caseId) => {
      const seatId = z.uuid().safeParse(new URL(request.url).searchParams.get("seat"));
      if (!seatId.success) return nothing(404);
      const seat = { caseId, seatId: seatId.data };
      let seen = seenLast(request);
      const first = await followCall(ctx, { ...seat, after: seen });
      if (!asksForStream(request)) return Response.json(first, { headers: noStore });
      return eventStream({
        request,
        session: ctx.actor.token,
        follow: (moved) => followCallOf(caseId, moved),
        read: callFor(ctx, seat, seen),
        numberOf: (view) => {
          seen = view.signals.at(-1)?.id ?? seen;
          return seen;
        },
        pause: PAUSE,
        lookAgain: 15_000,
      });
    });

/** Vào, rời cuộc gọi, gửi tín hiệu: each by whoever sits in that seat, checked every time. */
export const actInCallRoute =
  (where: Where) =>
  (request: Request, place: CaseParams): Promise<Response> =>
    answering(where, place, async (ctx, caseId) => {
      if (!isOurs(request)) return new Response(null, { status: 403 });
      const body = await bodyOf(request, MOST_BYTES);
      const input = typeof body === "object" ? CallInput.safeParse(body.value) : null;
      if (!input?.success) return new Response(null, { status: 422, headers: noStore });
      try {
        const asked = { ...input.data, caseId };
        if (asked.act === "join") return Response.json(await joinCall(ctx, asked), { headers: noStore });
        if (asked.act === "leave") await leaveCall(ctx, asked);
        else await sendSignal(ctx, asked);
        return new Response(null, { status: 204, headers: noStore });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return Response.json({ fault: error.reason }, { status: 422, headers: noStore });
      }
    });
