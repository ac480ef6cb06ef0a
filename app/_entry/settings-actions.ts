"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { ownPath } from "#lib/identity/realms.ts";
import { webEnv } from "#lib/platform/env.ts";

const YEAR = 365 * 24 * 60 * 60;

async function keep(name: string, value: FormDataEntryValue | null, offered: readonly string[]) {
  const jar = await cookies();
  if (typeof value !== "string" || !offered.includes(value)) {
    jar.delete(name);
    return;
  }
  const secure = webEnv().publicUrl.startsWith("https://");
  jar.set(name, value, { maxAge: YEAR, path: "/", sameSite: "lax", httpOnly: true, secure });
}

/** Đổi ngôn ngữ: stays on the page it was asked from. */
export async function chooseLanguage(
  path: "/" | "/sign-in" | "/sign-in/staff",
  form: FormData,
): Promise<void> {
  await keep("lang", form.get("lang"), ["vi", "en"]);
  // The address comes back from the browser: what it says is not what we bound.
  redirect(ownPath(path) as typeof path);
}

/** Chữ, màu, ngôn ngữ: all three of the form at /me/look. */
export async function chooseLook(form: FormData): Promise<void> {
  await keep("lang", form.get("lang"), ["vi", "en"]);
  await keep("theme", form.get("theme"), ["light", "dark", "sun"]);
  await keep("text", form.get("text"), ["large"]);
  redirect("/me/look?done=saved");
}
