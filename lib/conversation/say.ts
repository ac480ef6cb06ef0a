import { type Closed, closeFor } from "#lib/attachment/index.ts";
import type { Context } from "#lib/platform/context.ts";
import type { NumberedKey } from "#lib/platform/env.ts";
import { Refused } from "#lib/platform/errors.ts";
import type { SayInput } from "./inputs.ts";
import { asking } from "./open-conversation.ts";
import { tellConversation } from "./tell.ts";
import { together } from "./together.ts";

type Said = { answer: string; line_no: number | null; at: string | Date | null };
type Words = { token: string; caseId: string; lineId: string; said: string };

/** How many lines become durable in one commit. */
const TOGETHER = 100;

/** Words of one moment, each under its sender's own session. */
const sayWords = together<Words, Said>(TOGETHER, async (app, all) => {
  const rows = await app.$client<(Said & { n: number })[]>`
    select n, answer, line_no, at from app.say_words(${JSON.stringify(all)}::jsonb)`;
  const answers: Said[] = [];
  for (const { n, ...row } of rows) answers[n - 1] = row;
  return answers;
});

/** Whose book the case is in, which the photo is closed for; throws as `asking`. */
async function ownerOf(ctx: Context, caseId: string): Promise<string> {
  const { citizen_id: citizenId } = await asking(
    ctx,
    caseId,
    async () =>
      (
        await ctx.app.$client<{ answer: string; citizen_id: string }[]>`
          select answer, citizen_id from app.enter_conversation(${ctx.actor.token}, ${caseId}::uuid)`
      )[0],
  );
  return citizenId;
}

/**
 * Nhắn, gửi ảnh: one line of a conversation, under the id that the sender's browser gave it. Sent again it is the same
 * line; its number is given by the database. A photo is kept in the person's book in the same step. Throws Refused with a
 * SayFault or an AttachmentFault, SignedOut, and NotFound for whoever takes no part.
 */
export async function say(
  ctx: Context,
  { caseId, lineId, said }: SayInput,
  photo: Buffer | null = null,
  keys?: readonly NumberedKey[],
): Promise<{ no: number; at: string }> {
  if (said === "" && photo === null) throw new Refused("empty");
  const closed: Closed | null = photo
    ? await closeFor({ citizenId: await ownerOf(ctx, caseId), attachmentId: lineId, bytes: photo }, keys)
    : null;
  const row = await asking(ctx, caseId, async () => {
    if (!closed) return sayWords(ctx.app, { token: ctx.actor.token, caseId, lineId, said });
    const [one] = await ctx.app.$client<Said[]>`
      select answer, line_no, at from app.say_in_conversation(${ctx.actor.token}, ${caseId}::uuid, ${lineId}::uuid, ${said || null},
        ${closed.kind}, ${closed.sealed}, ${closed.kid}, ${closed.wrapped})`;
    return one;
  });
  if (row.answer !== "said" || row.line_no === null || !row.at) throw new Refused(row.answer);
  tellConversation(ctx.app, caseId);
  return { no: row.line_no, at: new Date(row.at).toISOString() };
}
