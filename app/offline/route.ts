import { cookies } from "next/headers";
import { madeWithBuild } from "../_entry/made.ts";

const policy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

/** The offline page in the reader's language: static HTML without a script or a word about anybody. */
export async function GET() {
  const lang = (await cookies()).get("lang")?.value === "en" ? "en" : "vi";
  const page = await madeWithBuild(`offline-${lang}.html`);
  if (!page) return new Response(null, { status: 404 });
  return new Response(page, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    },
  });
}
