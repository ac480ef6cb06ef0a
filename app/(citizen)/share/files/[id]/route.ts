import * as z from "zod";
import { answerWith, readShared } from "#lib/attachment/index.ts";
import { KnownError } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { currentCitizen } from "../../../../_entry/actor.ts";
import { ownBook } from "../../../../_share/own.ts";

type Place = { params: Promise<{ id: string }> };

/** A file that one shared and that waits. */
export async function GET(_: Request, { params }: Place): Promise<Response> {
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) return answerWith(null);
  try {
    const { ctx } = await currentCitizen();
    return answerWith(await readShared(await ownBook(ctx, "documents"), id.data));
  } catch (error) {
    if (!(error instanceof KnownError)) log("photo.failed", { error: summaryOf(error) });
    return answerWith(null);
  }
}
