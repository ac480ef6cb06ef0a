import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import type { EndOwnSessionInput } from "./inputs.ts";

/** Đăng xuất một máy khác của tôi. Throws NotFound when it is not a living session of mine. */
export async function endOwnSession(ctx: Context, input: EndOwnSessionInput): Promise<void> {
  const [row] = await ctx.app.$client<{ ended: boolean }[]>`
    select app.end_session_of_mine(${ctx.actor.token}, ${input.sessionId}::uuid) as ended`;
  if (row?.ended) return;
  await ctx.app
    .$client`select app.note_refusal(${ctx.actor.token}, 'not-in-this-book', ${`session ${input.sessionId}`})`;
  throw new NotFound();
}
