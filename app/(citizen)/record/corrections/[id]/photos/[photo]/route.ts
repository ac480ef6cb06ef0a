import * as z from "zod";
import { answerWith } from "#lib/attachment/index.ts";
import { readOwnPhoto } from "#lib/correction/index.ts";
import { KnownError } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { currentCitizen } from "../../../../../../_entry/actor.ts";

const Asked = z.object({ id: z.uuid(), photo: z.uuid() });

/** A photo of one's own case. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ id: string; photo: string }> },
): Promise<Response> {
  const asked = Asked.safeParse(await params);
  if (!asked.success) return answerWith(null);
  try {
    const { ctx } = await currentCitizen();
    return answerWith(await readOwnPhoto(ctx, { caseId: asked.data.id, attachmentId: asked.data.photo }));
  } catch (error) {
    if (!(error instanceof KnownError)) log("photo.failed", { error: summaryOf(error) });
    return answerWith(null);
  }
}
