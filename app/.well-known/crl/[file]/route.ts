import { reach } from "#lib/platform/context.ts";
import { cardRevocations } from "#lib/vaccination/index.ts";
import { forEverybody, signing } from "../../../_entry/signing.ts";

export const dynamic = "force-dynamic";

/** Thẻ đã thu hồi: the health cards of one key that were taken back, as SMART Health Cards publish them. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }) {
  const kid = /^([\w-]{1,64})\.json$/.exec((await params).file)?.[1];
  const list = kid ? await cardRevocations(reach().app, signing().keys, kid) : null;
  return list
    ? Response.json(list, { headers: forEverybody(300) })
    : new Response(null, { status: 404, headers: forEverybody(60) });
}
