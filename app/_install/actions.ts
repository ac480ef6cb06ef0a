"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { ownPath } from "#lib/identity/realms.ts";
import { webEnv } from "#lib/platform/env.ts";
import { NO_COOKIE, NO_SECONDS } from "./when.ts";

/** Không, cảm ơn: not asked again for a year; stays on the page it was asked from. */
export async function declineInstall(path: string): Promise<void> {
  const secure = webEnv().publicUrl.startsWith("https://");
  (await cookies()).set(NO_COOKIE, "no", { maxAge: NO_SECONDS, path: "/", sameSite: "lax", secure });
  // The address comes back from the browser: what it says is not what we bound.
  redirect(ownPath(path) as "/");
}
