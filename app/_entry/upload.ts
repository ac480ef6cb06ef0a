import { readUpload } from "#lib/attachment/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { webEnv } from "#lib/platform/env.ts";
import { Conflict, KnownError, Refused, SignedOut } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { currentCitizen } from "./actor.ts";
import { MARK, markOf } from "./book-mark.ts";

/** Leads on, after a form that is a route of its own. */
export const to = (location: string) =>
  new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });

/** A form of our own pages: its browser says so, as Next asks of its actions. */
export function isOurs(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return request.headers.get("sec-fetch-site") === "same-origin";
  return origin === new URL(webEnv().publicUrl).origin || origin === `http://${request.headers.get("host")}`;
}

/** What came with a form: its fields, and the bytes of its photo, none when nothing was chosen. */
export type Upload = { field: (name: string) => string; photo: Buffer | null };

/**
 * A citizen's form with a photo in it, as a route of its own: read as a stream with an end, so that the limit of all
 * other forms stays small. Works without scripts, and ends by leading somewhere.
 */
export async function citizenUpload(
  request: Request,
  verb: (ctx: Context, upload: Upload) => Promise<void>,
  ends: { done: string; refused: (fault: string) => string },
): Promise<Response> {
  if (!isOurs(request)) return new Response(null, { status: 403 });
  try {
    const { ctx } = await currentCitizen();
    const form = await readUpload(request);
    // Made for another book than the one in hand now: nothing of it is read.
    if (form.get(MARK) !== markOf(ctx)) return to("/family/other-book");
    const file = form.get("photo");
    const photo = file instanceof File && file.size > 0 ? Buffer.from(await file.arrayBuffer()) : null;
    const field = (name: string) => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    await verb(ctx, { field, photo });
    return to(ends.done);
  } catch (error) {
    if (error instanceof SignedOut) return to("/sign-in?error=ended");
    if (error instanceof Refused) return to(ends.refused(error.reason));
    if (error instanceof Conflict) return to(ends.refused("closed"));
    if (!(error instanceof KnownError)) log("upload.failed", { error: summaryOf(error) });
    return to(ends.refused("failed"));
  }
}
