import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { vnd } from "#components/copy/format.ts";
import type { TagLine } from "#components/ui/tag.tsx";
import type { Status } from "#lib/teleconsult/rules.ts";

export const caseAddress = (caseId: string) => `/teleconsult/${caseId}` as Route;
/** One question of a draft; `from` leads back to the check. */
export const questionAddress = (question: string, caseId: string, more: Record<string, string> = {}) =>
  `/teleconsult/new/${question}?${new URLSearchParams({ case: caseId, ...more })}` as Route;

/** How a case's standing is drawn: the exception is tagged, what is over goes without. */
export const tagOfStatus: Record<Status, TagLine> = {
  unpaid: "amber",
  sent: "dashed",
  reading: "dashed",
  answered: "filled",
  refused: "thin",
  cancelled: "thin",
  lapsed: "thin",
};

/** What a way of answering costs, in words. */
export async function priceWords(priceVnd: bigint): Promise<string> {
  const t = await getTranslations("teleconsult.new.price");
  return priceVnd === 0n ? t("free") : t("vnd", { amount: vnd(Number(priceVnd)) });
}
