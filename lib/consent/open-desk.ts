import type { Context } from "#lib/platform/context.ts";
import { NotAllowed, SignedOut } from "#lib/platform/errors.ts";
import { Desk } from "./desk.ts";
import type { DeskPart, DeskPurpose } from "./rules.ts";

/**
 * Mở bàn làm việc: opens one part of the desk at which this person works, as `openBook` opens a book: the trace first,
 * durable, then the grant. `about` names the one thing that is opened, when the part has many. Throws SignedOut, and
 * NotAllowed for whoever works at no desk or is past the limit.
 */
export async function openDesk(
  ctx: Context,
  purpose: DeskPurpose,
  part: DeskPart,
  about: string | null = null,
): Promise<Desk> {
  const [opening] = await ctx.app.$client<
    { p_log: string | null; p_refusal: string | null; p_grant: string | null }[]
  >`
    call app.enter_desk(${ctx.actor.token}, ${purpose}, ${part}, ${about}, null, null, null)`;
  if (!opening?.p_log || !opening.p_grant) {
    if (opening?.p_refusal === "signed-out") throw new SignedOut();
    throw new NotAllowed();
  }
  return new Desk({
    logId: Number(opening.p_log),
    grant: opening.p_grant,
    app: ctx.app,
    warehouse: ctx.warehouse,
  });
}
