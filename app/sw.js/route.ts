import { madeWithBuild } from "../_entry/made.ts";

/** The service worker of this very build. */
export async function GET() {
  const worker = await madeWithBuild("sw.js");
  if (!worker) return new Response(null, { status: 404 });
  return new Response(worker, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    },
  });
}
