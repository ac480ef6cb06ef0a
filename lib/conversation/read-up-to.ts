import type { Context } from "#lib/platform/context.ts";
import { asking } from "./open-conversation.ts";
import { tellConversation } from "./tell.ts";

/** Đã đọc: notes how far whoever asks has read; it never goes back. Throws as `hear`. */
export async function readUpTo(ctx: Context, caseId: string, no: number): Promise<void> {
  const { answer } = await asking(
    ctx,
    caseId,
    async () =>
      (
        await ctx.app.$client<{ answer: string }[]>`
          select app.read_conversation(${ctx.actor.token}, ${caseId}::uuid, ${no}) as answer`
      )[0],
  );
  if (answer === "read") tellConversation(ctx.app, caseId);
}
