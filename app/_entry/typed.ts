import { deflateRawSync, inflateRawSync } from "node:zlib";
import { cookies } from "next/headers";
import * as z from "zod";
import { webEnv } from "#lib/platform/env.ts";

const Kept = z.record(z.string().max(40), z.string());
const COOKIE = "typed";
/** How much a browser keeps in one cookie, with its name and its path. */
const MOST_BYTES = 3_700;

const packed = (kept: Record<string, string>) => deflateRawSync(JSON.stringify(kept)).toString("base64url");

/** Packed, as much as a browser keeps: long words lose their end. */
function pack(fields: readonly string[], form: FormData): string {
  for (let most = 4_000; most > 300; most -= 400) {
    const kept = packed(first(fields, form, most));
    if (kept.length <= MOST_BYTES) return kept;
  }
  return packed(first(fields, form, 300));
}

const first = (fields: readonly string[], form: FormData, most: number) =>
  Object.fromEntries(fields.map((field) => [field, String(form.get(field) ?? "").slice(0, most)]));

/**
 * What was typed waits beside its form until it is right: for minutes, in this browser, readable by that page's address alone.
 * Names and numbers never stand in an address, which logs keep. `fields` null forgets it.
 */
export async function keepTyped(path: string, form: FormData, fields: readonly string[] | null) {
  const secure = webEnv().publicUrl.startsWith("https://");
  (await cookies()).set(COOKIE, fields ? pack(fields, form) : "", {
    ...{ path, sameSite: "strict", httpOnly: true, secure },
    maxAge: fields ? 300 : 0,
  });
}

/** What was typed at this page a moment ago; nothing when nothing was wrong. */
export async function typedBefore(): Promise<Record<string, string | undefined>> {
  try {
    const kept = (await cookies()).get(COOKIE)?.value;
    if (!kept) return {};
    const text = inflateRawSync(Buffer.from(kept, "base64url"), { maxOutputLength: 200_000 }).toString();
    return Kept.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
