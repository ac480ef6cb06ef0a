"use server";

import { getLocale } from "next-intl/server";
import type { VerdictSheet } from "#components/verify/verdict-sheet.ts";
import { judge } from "./judge.ts";

/** Kiểm tra điều được dán hay quét: open to all, and kept nowhere. */
export async function check(_: VerdictSheet | null, form: FormData): Promise<VerdictSheet> {
  return judge(String(form.get("text") ?? ""), await getLocale());
}
