import { getTranslations } from "next-intl/server";
import { attachmentFaults } from "#lib/attachment/rules.ts";
import { MOST_PHOTOS, MOST_WORDS } from "#lib/teleconsult/rules.ts";

const own = [
  "choose",
  "empty",
  "trouble",
  "both",
  "long",
  "unanswered",
  "flags",
  "closed",
  "paused",
  "way",
  "no-shift",
  "taken",
  "price",
  "too-many",
  "too-many-photos",
  "failed",
] as const;

/** Why an answer was not taken, in words; nothing for what no page of ours sends. */
export async function faultWords(fault: string | undefined): Promise<string | undefined> {
  if (!fault) return undefined;
  const t = await getTranslations("teleconsult.new.faults");
  const known = own.find((one) => one === fault);
  if (known)
    return t(known, {
      most: known === "too-many-photos" ? MOST_PHOTOS : MOST_WORDS.toLocaleString("vi-VN"),
    });
  const photo = attachmentFaults.find((one) => one === fault);
  return photo ? (await getTranslations("correction.faults"))(photo) : t("failed");
}
