import { readFile } from "node:fs/promises";
import path from "node:path";
import { cookies } from "next/headers";
import { webEnv } from "#lib/platform/env.ts";
import { dressed } from "../_service-worker/look.ts";
import { readerChoices } from "./settings.ts";

/** A file that was made with this build; null when it was not, as under `next dev`. */
export async function madeWithBuild(name: string): Promise<string | null> {
  try {
    return await readFile(
      path.join(/*turbopackIgnore: true*/ process.cwd(), webEnv().buildDir, "book", name),
      "utf8",
    );
  } catch {
    return null;
  }
}

/** A script that was made with this build, as an answer. */
export async function scriptOfBuild(name: string): Promise<Response> {
  const script = await madeWithBuild(name);
  if (!script) return new Response(null, { status: 404 });
  return new Response(script, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    },
  });
}

/**
 * A page that needs no network, as plain HTML made with this build: in the language that the worker asks for, which keeps
 * both, else the reader's.
 */
export const pageOfBuild =
  (name: string, may: { scripts?: boolean; form?: boolean; permissions?: string }) =>
  async (request: Request): Promise<Response> => {
    const asked = new URL(request.url).searchParams.get("lang") ?? (await cookies()).get("lang")?.value;
    const page = await madeWithBuild(`${name}-${asked === "en" ? "en" : "vi"}.html`);
    if (!page) return new Response(null, { status: 404 });
    const { theme = "", text = "" } = await readerChoices();
    const policy = [
      "default-src 'none'",
      ...(may.scripts ? ["script-src 'self'", "connect-src 'self'"] : []),
      "style-src 'self'; font-src 'self'; img-src 'self'; manifest-src 'self'",
      `form-action ${may.form ? "'self'" : "'none'"}`,
      "frame-ancestors 'none'; base-uri 'none'",
    ].join("; ");
    return new Response(dressed(page, [theme, text]), {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policy,
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        ...(may.permissions ? { "permissions-policy": may.permissions } : {}),
      },
    });
  };
