import { answerWith } from "#lib/attachment/index.ts";
import { KnownError } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { deskOfCase, readCasePhoto } from "#lib/teleconsult/index.ts";
import { currentStaff } from "../../../../../_entry/actor.ts";
import { idIn } from "../../../../../_warehouse/asked.ts";

/** A photo that went with a question, to the doctor who has it. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ id: string; photo: string }> },
): Promise<Response> {
  const asked = await params;
  const [caseId, photo] = [idIn(asked.id), idIn(asked.photo)];
  if (!caseId || !photo) return answerWith(null);
  try {
    const { ctx } = await currentStaff("clinic");
    return answerWith(await readCasePhoto(await deskOfCase(ctx, caseId), caseId, photo));
  } catch (error) {
    if (!(error instanceof KnownError)) log("photo.failed", { error: summaryOf(error) });
    return answerWith(null);
  }
}
