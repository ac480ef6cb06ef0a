import { type Relay, relaysFor } from "#lib/gateways/turn/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import type { Database } from "#lib/platform/db.ts";
import { webEnv } from "#lib/platform/env.ts";
import { Refused } from "#lib/platform/errors.ts";
import type { Signal } from "./inputs.ts";
import { asking } from "./open-conversation.ts";
import type { CallView } from "./rules.ts";

type Answer = { answer: string };
type Seated = { caseId: string; seatId: string };

/**
 * Vào cuộc gọi: takes a seat in the call of a case, and opens the call if there is none. Another browser of the same person
 * is told that it was taken over. Throws Refused (`closed`, `not-taken`, `full`), and as `hear`.
 */
export async function joinCall(
  ctx: Context,
  { caseId, seatId }: Seated,
  relays = webEnv().relays,
): Promise<{ relays: Relay[] }> {
  const { answer } = await asking(
    ctx,
    caseId,
    async () =>
      (
        await ctx.app.$client<Answer[]>`
          select app.join_call(${ctx.actor.token}, ${caseId}::uuid, ${seatId}::uuid) as answer`
      )[0],
  );
  if (answer !== "joined") throw new Refused(answer);
  return { relays: relays ? relaysFor(relays, seatId, new Date()) : [] };
}

/** Theo dõi cuộc gọi: who is in it, and the signals for this seat after `after`. Each look says that the seat is there. Throws as `hear`. */
export async function followCall(
  ctx: Context,
  { caseId, seatId, after }: Seated & { after: number },
): Promise<CallView> {
  const { view } = await asking(
    ctx,
    caseId,
    async () =>
      (
        await ctx.app.$client<(Answer & { view: CallView | string })[]>`
          select answer, view from app.follow_call(${ctx.actor.token}, ${caseId}::uuid, ${seatId}::uuid, ${after})`
      )[0],
  );
  const { seats, ...rest }: CallView = typeof view === "string" ? JSON.parse(view) : view;
  return { ...rest, seats: seats.map((seat) => ({ ...seat, name: displayName(seat.name) })) };
}

/**
 * Gửi tín hiệu: from one's own seat to another of the same call, both living; anything else is NotFound. Sent again it is
 * the same signal. Throws Refused (`too-many`), and as `hear`.
 */
export async function sendSignal(
  ctx: Context,
  { caseId, seatId, to, no, body }: Seated & { to: string; no: number; body: Signal },
): Promise<void> {
  const { answer } = await asking(
    ctx,
    caseId,
    async () =>
      (
        await ctx.app.$client<Answer[]>`
          select app.signal_in_call(${ctx.actor.token}, ${caseId}::uuid, ${seatId}::uuid, ${to}::uuid, ${no}, ${JSON.stringify(body)}::jsonb) as answer`
      )[0],
  );
  if (answer !== "sent") throw new Refused(answer);
}

/** Rời cuộc gọi: whoever leaves ends it for all when fewer than two stay. Leaving twice is once. Throws as `hear`. */
export async function leaveCall(ctx: Context, { caseId, seatId }: Seated): Promise<void> {
  await asking(
    ctx,
    caseId,
    async () =>
      (
        await ctx.app.$client<Answer[]>`
          select app.leave_call(${ctx.actor.token}, ${caseId}::uuid, ${seatId}::uuid) as answer`
      )[0],
  );
}

/** Dọn tín hiệu và cuộc gọi bỏ trống: signals live for two minutes, a call without anybody for three. Answers how many of both went. */
export async function sweepCalls(app: Database): Promise<number> {
  const [row] = await app.$client<{ swept: number }[]>`select app.sweep_calls() as swept`;
  return row?.swept ?? 0;
}
