import { cookies } from "next/headers";
import { madeWithBuild } from "../_entry/made.ts";

const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Kiểm tra giấy without a network, in the reader's language: kept by the service worker, shown instead of `/verify`. */
export async function GET() {
  const lang = (await cookies()).get("lang")?.value === "en" ? "en" : "vi";
  const page = await madeWithBuild(`verify-${lang}.html`);
  if (!page) return new Response(null, { status: 404 });
  return new Response(page, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=()",
    },
  });
}
