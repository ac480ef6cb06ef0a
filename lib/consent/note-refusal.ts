import type { Context } from "#lib/platform/context.ts";

/** Ghi nhật ký an ninh: writes down that somebody asked for what is not theirs. `aim` is what they asked for. */
export async function noteRefusal(ctx: Context, kind: "not-in-this-book", aim: string): Promise<void> {
  await ctx.app.$client`select app.note_refusal(${ctx.actor.token}, ${kind}, ${aim})`;
}
