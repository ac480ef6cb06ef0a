import { type NextRequest, NextResponse } from "next/server";
import { formOfOldRelease, outdatedPage, writtenIn } from "./app/_entry/old-form.ts";
import { dressed } from "./app/_service-worker/look.ts";

const dev = process.env.NODE_ENV !== "production";
const publicUrl = process.env.PUBLIC_URL ?? "";
const buildDir = process.env.BUILD_DIR ?? ".next";
const secure = publicUrl.startsWith("https://");

/** A form may send the browser on to these: without scripts the redirect to an issuer, or to pay, counts as the form's target. */
const formTargets = [process.env.VNEID_ISSUER, process.env.STAFF_ISSUER, process.env.VNPAY_PAY_URL]
  .filter((url): url is string => Boolean(url))
  .map((url) => new URL(url).origin)
  .join(" ");

function policy(scripts: string, styles: string): string {
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    `form-action 'self' ${formTargets}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join("; ");
}

/**
 * When the page that waits for a bank is asked for again, without scripts: in 4 seconds at first, then in 15, then each
 * minute, for an hour. Null when its reader stopped it.
 */
function lookAgain({ pathname, searchParams }: URL): string | null {
  if (!/^\/payment\/[^/]+\/waiting\//.test(pathname) || searchParams.get("look") === "stopped") return null;
  const times = Math.min(Math.max(Number(searchParams.get("look")) || 0, 0), 100);
  if (times >= 90) return null;
  return `${times < 10 ? 4 : times < 30 ? 15 : 60}; url=${pathname}?look=${times + 1}`;
}

/** Only words that are offered: what a cookie says is not what we set. */
const lookOf = ({ cookies }: NextRequest) =>
  ["theme", "text"]
    .map((name) => cookies.get(name)?.value ?? "")
    .filter((word) => /^(light|dark|sun|large)$/.test(word))
    .join(" ");

/** A desk may scan the code that a person shows, anybody one of a paper, and a video call sees and hears; no other page has a camera or a microphone. */
function permissions(pathname: string): string {
  const calls = /^(\/clinic)?\/teleconsult\/[^/]+\/call$/.test(pathname);
  const camera = calls || ["/clinic/person", "/clinic/today", "/verify"].includes(pathname) ? "(self)" : "()";
  return `camera=${camera}, microphone=${calls ? "(self)" : "()"}, geolocation=(), payment=()`;
}

const languageOf = ({ cookies }: NextRequest) => (cookies.get("lang")?.value === "en" ? "en" : "vi");

/**
 * Says that a form was older than the book, with what was written in it: in this one answer, kept nowhere. What another site
 * sends in somebody's name is not shown.
 */
async function outdated(request: NextRequest, form: FormData): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  const isOurs = request.headers.get("origin") === new URL(publicUrl || request.url).origin;
  const written = isOurs ? writtenIn(form) : [];
  const page = await outdatedPage(buildDir, {
    language: languageOf(request),
    page: pathname + search,
    written,
  });
  return new Response(dressed(page, lookOf(request).split(" ")), {
    status: 409,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy("'none'", "'self'"),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
    },
  });
}

/** Gives every page its content security policy, and a form of an older release its words; never decides who may see what. */
export async function proxy(request: NextRequest) {
  const old = await formOfOldRelease(request, buildDir);
  if (old) return outdated(request, old);
  const headers = new Headers(request.headers);
  headers.set("x-request-id", crypto.randomUUID());
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const own = `'nonce-${nonce}' 'strict-dynamic'`;
  const csp = policy(
    dev ? `${own} 'unsafe-eval'` : own,
    dev ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
  );
  // Next reads its nonce from the request's own policy header.
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", csp);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", csp);
  response.headers.set("content-language", languageOf(request));
  // How its reader wants the book to look: the worker notes it for the pages that come without a network.
  response.headers.set("x-look", lookOf(request));
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("permissions-policy", permissions(request.nextUrl.pathname));
  const again = lookAgain(request.nextUrl);
  if (again) response.headers.set("refresh", again);
  if (secure) response.headers.set("strict-transport-security", "max-age=31536000");
  return response;
}

export const config = {
  matcher: [
    "/((?!_next/static/|(?:record/corrections/[^/]+|teleconsult/new|vaccination/declare)/send-photo$|share/receive$|(?:clinic/)?teleconsult/[^/]+/send$|(?:clinic/fees|authority/payments)/reconciliation/send$|_next/image|api/|icons/|offline$|offline-copy$|offline-copy\\.js$|verify-offline$|verify\\.js$|verify-decoder\\.js$|sw\\.js$|new-version\\.js$|manifest\\.webmanifest$|favicon\\.ico$).*)",
    // Where a browser is led under api/ as to a page, it may find the page that says there is none.
    { source: "/api/:path*", has: [{ type: "header", key: "sec-fetch-dest", value: "document" }] },
  ],
};
