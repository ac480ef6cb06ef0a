import { currentContext } from "#lib/identity/session.ts";
import { reach } from "#lib/platform/context.ts";
import { offlineCopyStands } from "#lib/rights/index.ts";
import { OfflineCopyInput } from "#lib/rights/inputs.ts";
import { bodyOf } from "../../../../_entry/sent-json.ts";
import { isOurs } from "../../../../_entry/upload.ts";

const MOST_BYTES = 500;

/**
 * Whether a phone may go on keeping its copy. It is asked signed in or not, and learns nothing but yes or no, and
 * whether its owner is signed in here; where another person has signed in, the copy ends.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isOurs(request)) return new Response(null, { status: 403 });
  const sent = await bodyOf(request, MOST_BYTES);
  const input = OfflineCopyInput.safeParse(typeof sent === "object" ? sent.value : null);
  if (!input.success) return new Response(null, { status: 400 });
  const who = await currentContext("citizen");
  const token = who?.ctx.actor.kind === "citizen" ? who.ctx.actor.token : null;
  const stands = await offlineCopyStands(reach().app, { copyId: input.data.copyId, token });
  return Response.json(
    { stands, mine: stands && token !== null },
    { headers: { "cache-control": "private, no-store" } },
  );
}
