import { readFile } from "node:fs/promises";
import path from "node:path";
import { webEnv } from "#lib/platform/env.ts";

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
