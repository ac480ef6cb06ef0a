import * as z from "zod";
import { answerWith, readAttachment } from "#lib/attachment/index.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import { KnownError } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { caseForCitizen, findDraft } from "#lib/teleconsult/index.ts";
import { currentCitizen } from "../../../_entry/actor.ts";

const Asked = z.object({ caseId: z.uuid(), photo: z.uuid() });

/** A photo of one's own question, sent or not. */
export const ownPhotoRoute =
  (of: "draft" | "case") =>
  async (_: Request, { params }: { params: Promise<Record<string, string>> }): Promise<Response> => {
    const { id, caseId = id, photo } = await params;
    const asked = Asked.safeParse({ caseId, photo });
    if (!asked.success) return answerWith(null);
    try {
      const { ctx } = await currentCitizen();
      const book = await openBookInHand(ctx, "teleconsult");
      const found =
        of === "draft"
          ? await findDraft(book, asked.data.caseId)
          : await caseForCitizen(book, asked.data.caseId);
      const known = found?.photos.includes(asked.data.photo);
      return answerWith(known ? await readAttachment(book, asked.data.photo) : null);
    } catch (error) {
      if (!(error instanceof KnownError)) log("photo.failed", { error: summaryOf(error) });
      return answerWith(null);
    }
  };
