import { reach } from "#lib/platform/context.ts";
import { acceptedTrustText } from "#lib/vaccination/index.ts";
import { forEverybody, signing } from "../../_entry/signing.ts";

export const dynamic = "force-dynamic";

/** Whose certificates this book takes, and which were taken back: a trust file, with the moment it is of. */
export async function GET() {
  const trust = await acceptedTrustText(reach().app, signing());
  return Response.json({ at: new Date().toISOString(), ...trust }, { headers: forEverybody(60) });
}
