import { reach } from "#lib/platform/context.ts";
import { webEnv } from "#lib/platform/env.ts";
import { publicPaperKeys } from "#lib/platform/paper-keys.ts";
import { publicCardKeys } from "#lib/vaccination/index.ts";
import { forEverybody, signing } from "../../_entry/signing.ts";

export const dynamic = "force-dynamic";

/**
 * The keys that prove papers of the book and health cards, for whoever checks them by themselves. A key of cards bears its
 * full thumbprint and the version of its list of revocations.
 */
export async function GET() {
  const papers = publicPaperKeys(webEnv().paperKeys);
  const cards = await publicCardKeys(reach().app, signing().keys);
  return Response.json({ keys: [...cards, ...papers] }, { headers: forEverybody(300) });
}
