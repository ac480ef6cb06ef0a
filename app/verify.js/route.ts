import { madeWithBuild } from "../_entry/made.ts";

/** What checks a paper on the phone itself. */
export async function GET() {
  const script = await madeWithBuild("verify.js");
  if (!script) return new Response(null, { status: 404 });
  return new Response(script, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    },
  });
}
