import { standingOfReturn } from "#lib/payment/index.ts";
import { reach } from "#lib/platform/context.ts";
import { shop } from "../../../_entry/shop.ts";

export const dynamic = "force-dynamic";

/**
 * Where VNPay sends payers back to. It reads which payment VNPay signed for, changes nothing, and leads to the page of
 * that payment, which asks who reads. What VNPay did not sign leads to the list of fees.
 */
export async function GET(request: Request) {
  const open = shop();
  const query = new URL(request.url).search.slice(1);
  const standing = open ? await standingOfReturn(reach().app, open.terminal, query) : null;
  const to = standing ? `/payment/${standing.noteId}/paying/${standing.reference}` : "/payment";
  return new Response(null, {
    status: 303,
    headers: { location: to, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}
