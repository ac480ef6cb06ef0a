import { manifestOf } from "../_entry/manifest.ts";

/** The manifest in the language that its address names. */
export function GET(request: Request) {
  const lang = new URL(request.url).searchParams.get("lang") === "en" ? "en" : "vi";
  return Response.json(manifestOf(lang), {
    headers: {
      "content-type": "application/manifest+json",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    },
  });
}
