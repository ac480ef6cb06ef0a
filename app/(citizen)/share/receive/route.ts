import { randomUUID } from "node:crypto";
import { keepShared, readUpload } from "#lib/attachment/index.ts";
import { MOST_SHARED } from "#lib/attachment/rules.ts";
import { KnownError, Refused, SignedOut } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { currentCitizen } from "../../../_entry/actor.ts";
import { isOurs, to } from "../../../_entry/upload.ts";
import { ownBook } from "../../../_share/own.ts";

/**
 * The phone's share sheet, or the form of the page. No page stands behind the sheet: its browser says `none` of where it comes
 * from, which no other site's form can say.
 */
const mayShare = (request: Request) => isOurs(request) || request.headers.get("sec-fetch-site") === "none";

/** Nhận giấy được chia sẻ: it only waits, until its owner says what it is for. */
export async function POST(request: Request): Promise<Response> {
  if (!mayShare(request)) return to("/share?fault=elsewhere");
  try {
    const { ctx } = await currentCitizen();
    const form = await readUpload(request);
    const files = form.getAll("file").filter((one) => one instanceof File && one.size > 0) as File[];
    if (files.length === 0) throw new Refused("photo-none");
    if (files.length > MOST_SHARED) throw new Refused("too-many-shared");
    const own = await ownBook(ctx, "documents");
    for (const file of files) {
      await keepShared(own, { sharedId: randomUUID(), bytes: Buffer.from(await file.arrayBuffer()) });
    }
    return to("/share");
  } catch (error) {
    if (error instanceof SignedOut) return to("/sign-in/share");
    if (error instanceof Refused) return to(`/share?fault=${error.reason}`);
    if (!(error instanceof KnownError)) log("upload.failed", { error: summaryOf(error) });
    return to("/share?fault=failed");
  }
}
