import { addressFrom } from "#lib/identity/realms.ts";
import { settleFromIpn } from "#lib/payment/index.ts";
import { reach } from "#lib/platform/context.ts";
import { reply } from "../../../_entry/sender.ts";
import { shop } from "../../../_entry/shop.ts";

export const dynamic = "force-dynamic";

/** VNPay tells of a payment: always 200 with its own words, so that it knows whether to call again. */
export async function GET(request: Request) {
  const open = shop();
  if (!open) return reply(404, { error: "not-connected" });
  const from = addressFrom(request.headers.get("x-forwarded-for"));
  return reply(
    200,
    await settleFromIpn(reach().app, open.terminal, new URL(request.url).search.slice(1), from),
  );
}
