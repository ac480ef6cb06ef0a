import { type Attachment, openKept } from "#lib/attachment/index.ts";
import type { Context } from "#lib/platform/context.ts";
import type { NumberedKey } from "#lib/platform/env.ts";
import { asking } from "./open-conversation.ts";

type Kept = {
  answer: string;
  citizen_id: string | null;
  kind: string | null;
  sealed: Buffer | null;
  kid: number | null;
  wrapped: Buffer | null;
};

/** Xem ảnh trong cuộc trò chuyện: for whoever takes part; null when it is none of this conversation's, or was shredded. */
export async function readPhoto(
  ctx: Context,
  caseId: string,
  attachmentId: string,
  keys?: readonly NumberedKey[],
): Promise<Attachment | null> {
  const { citizen_id, kind, sealed, kid, wrapped } = await asking(
    ctx,
    caseId,
    async () =>
      (
        await ctx.app.$client<Kept[]>`
          select answer, citizen_id, kind, sealed, kid, wrapped
          from app.photo_in_conversation(${ctx.actor.token}, ${caseId}::uuid, ${attachmentId}::uuid)`
      )[0],
  );
  if (!citizen_id || !kind) return null;
  return openKept({ citizenId: citizen_id, attachmentId, kind, sealed, kid, wrapped }, keys);
}
