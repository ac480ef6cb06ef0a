import { cookies } from "next/headers";
import * as z from "zod";
import { webEnv } from "#lib/platform/env.ts";

const Kept = z.record(z.string().max(40), z.string().max(300));
const COOKIE = "typed";

/**
 * What was typed waits beside its form until it is right: for minutes, in this browser, readable by that page's address alone.
 * Names and numbers never stand in an address, which logs keep. `fields` null forgets it.
 */
export async function keepTyped(path: string, form: FormData, fields: readonly string[] | null) {
  const kept = Object.fromEntries(
    (fields ?? []).map((field) => [field, String(form.get(field) ?? "").slice(0, 300)]),
  );
  const secure = webEnv().publicUrl.startsWith("https://");
  (await cookies()).set(COOKIE, fields ? JSON.stringify(kept) : "", {
    ...{ path, sameSite: "strict", httpOnly: true, secure },
    maxAge: fields ? 300 : 0,
  });
}

/** What was typed at this page a moment ago; nothing when nothing was wrong. */
export async function typedBefore(): Promise<Record<string, string | undefined>> {
  try {
    return Kept.parse(JSON.parse((await cookies()).get(COOKIE)?.value ?? "{}"));
  } catch {
    return {};
  }
}
