import { standingOfReturn } from "#lib/payment/index.ts";
import { reach } from "#lib/platform/context.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { shop } from "../../../_entry/shop.ts";

export const dynamic = "force-dynamic";

/** The payer comes back from VNPay: leads to the note, which says what is known. Changes nothing, and tells nothing itself. */
export async function GET(request: Request) {
  const open = shop();
  const query = new URL(request.url).search.slice(1);
  const standing = open
    ? await standingOfReturn(reach().app, open.terminal, query).catch((error: unknown) => {
        log("payment.return-failed", { error: summaryOf(error) });
        return null;
      })
    : null;
  const location = standing ? `/payment/${standing.noteId}?back=1` : "/payment";
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
