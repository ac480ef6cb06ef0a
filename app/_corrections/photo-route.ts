import { answerWith } from "#lib/attachment/index.ts";
import { openDesk } from "#lib/consent/index.ts";
import { readCasePhoto } from "#lib/correction/index.ts";
import { KnownError } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { currentStaff } from "../_entry/actor.ts";
import type { Desk } from "../_entry/desk-places.ts";
import { idIn } from "../_warehouse/asked.ts";

/** A photo of a case, to the desk whose case it is. */
export const casePhotoRoute =
  (at: Desk) =>
  async (
    _: Request,
    { params }: { params: Promise<{ caseId: string; photo: string }> },
  ): Promise<Response> => {
    const asked = await params;
    const [caseId, photo] = [idIn(asked.caseId), idIn(asked.photo)];
    if (!caseId || !photo) return answerWith(null);
    try {
      const { ctx } = await currentStaff(at);
      const desk = await openDesk(ctx, "answer-corrections", "correction", caseId);
      return answerWith(await readCasePhoto(desk, caseId, photo));
    } catch (error) {
      if (!(error instanceof KnownError)) log("photo.failed", { error: summaryOf(error) });
      return answerWith(null);
    }
  };
