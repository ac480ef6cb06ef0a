import { readUpload } from "#lib/attachment/index.ts";
import { say } from "#lib/conversation/index.ts";
import { SayInput } from "#lib/conversation/inputs.ts";
import { KnownError, NotFound, Refused, SignedOut } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { MARK, markOf } from "../_entry/book-mark.ts";
import { isOurs, to } from "../_entry/upload.ts";
import { type CaseParams, callerAt, caseIn, pageOf, type Where } from "./caller.ts";

const noStore = { "cache-control": "no-store" };
const textOf = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

/** Reads one line out of a form, and says it. Throws Refused with the fault's name. */
async function sayForm(where: Where, caseId: string, request: Request) {
  const ctx = await callerAt(where);
  const form = await readUpload(request);
  // Made for another book than the one in hand now: nothing of it is said.
  if (where === "citizen" && form.get(MARK) !== markOf(ctx)) throw new Refused("other-book");
  const input = SayInput.safeParse({
    caseId,
    lineId: textOf(form, "lineId"),
    said: textOf(form, "said"),
  });
  if (!input.success)
    throw new Refused(
      input.error.issues.some(({ message }) => message === "too-long") ? "too-long" : "empty",
    );
  const file = form.get("photo");
  const photo = file instanceof File && file.size > 0 ? Buffer.from(await file.arrayBuffer()) : null;
  return say(ctx, input.data, photo);
}

const statusOf: Record<string, number> = { "signed-out": 401, "not-found": 404 };

/** Why it was not said, by the key of its sentence. */
function faultOf(error: unknown): string {
  if (error instanceof SignedOut) return "signed-out";
  if (error instanceof NotFound) return "not-found";
  if (error instanceof Refused) return error.reason;
  if (!(error instanceof KnownError)) log("say.failed", { error: summaryOf(error) });
  return "failed";
}

/**
 * Gửi lời nhắn hoặc ảnh: a form of our own pages, read as a stream with an end. A script is answered as JSON; without one
 * the browser is led back to the conversation, or to the photo's page with what was wrong.
 */
export const sendRoute =
  (where: Where) =>
  async (request: Request, place: CaseParams): Promise<Response> => {
    if (!isOurs(request)) return new Response(null, { status: 403 });
    const caseId = await caseIn(place);
    if (!caseId) return new Response(null, { status: 404, headers: noStore });
    const asScript = request.headers.get("accept")?.includes("application/json") ?? false;
    const page = pageOf(where, caseId);
    try {
      const said = await sayForm(where, caseId, request);
      return asScript ? Response.json(said, { headers: noStore }) : to(`${page}#line-${said.no}`);
    } catch (error) {
      const fault = faultOf(error);
      if (asScript) {
        const status = fault === "failed" ? 503 : (statusOf[fault] ?? 422);
        return Response.json({ fault }, { status, headers: noStore });
      }
      if (fault === "signed-out")
        return to(where === "citizen" ? "/sign-in?error=ended" : "/sign-in/staff?error=ended");
      if (fault === "other-book") return to("/family/other-book");
      const aboutPhoto = /^(photo|pdf|too-many-photos)/.test(fault);
      return to(aboutPhoto ? `${page}/photo?fault=${fault}` : `${page}?say=${fault}#write`);
    }
  };
