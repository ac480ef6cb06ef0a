import { webEnv } from "#lib/platform/env.ts";
import { publicPaperKeys } from "#lib/platform/paper-keys.ts";

export const dynamic = "force-dynamic";

/** The keys that prove papers of the book, for whoever checks them by themselves. */
export function GET() {
  return Response.json(
    { keys: publicPaperKeys(webEnv().paperKeys) },
    { headers: { "cache-control": "public, max-age=3600" } },
  );
}
