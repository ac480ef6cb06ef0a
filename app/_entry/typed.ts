import { cookies } from "next/headers";
import { sessionsMark } from "#lib/identity/session.ts";
import { webEnv } from "#lib/platform/env.ts";
import { pack, unpack } from "./packed.ts";

const COOKIE = "typed";

/**
 * What was typed waits beside its form until it is right: for minutes, in this browser, by that page's address alone, and for
 * whoever typed it: on a phone that two share, the next one to sign in sees none of it. Names and numbers never stand in an
 * address, which logs keep. `fields` null forgets it.
 */
export async function keepTyped(path: string, form: FormData, fields: readonly string[] | null) {
  const secure = webEnv().publicUrl.startsWith("https://");
  (await cookies()).set(COOKIE, fields ? pack(fields, form, await sessionsMark()) : "", {
    ...{ path, sameSite: "strict", httpOnly: true, secure },
    maxAge: fields ? 300 : 0,
  });
}

/** What they typed at this page a moment ago; nothing when nothing was wrong. */
export async function typedBefore(): Promise<Record<string, string | undefined>> {
  const kept = (await cookies()).get(COOKIE)?.value;
  return kept ? unpack(kept, await sessionsMark()) : {};
}
