import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { feeAddress } from "#components/payment/fee-words.ts";
import { visitAddress } from "#components/record/address.ts";
import { doseAddress } from "#components/vaccination/dose-words.ts";
import type { TargetRef } from "#lib/correction/rules.ts";

/** The page on which a line stands, to go back to. */
export async function placeOfLine({
  kind,
  encounterId,
  line,
}: TargetRef): Promise<{ href: Route; label: string }> {
  const t = await getTranslations("correction");
  if (kind === "insurance-card")
    return { href: "/insurance", label: (await getTranslations("insurance"))("title") };
  if (kind === "identity")
    return { href: "/me/identity", label: (await getTranslations("me"))("identityTitle") };
  if (kind === "history")
    return {
      href: `/record/history/entry/${line}` as Route,
      label: (await getTranslations("history"))("title"),
    };
  if (kind === "fee") return { href: feeAddress(line), label: (await getTranslations("payment"))("title") };
  if (kind === "dose")
    return { href: doseAddress(line), label: (await getTranslations("vaccination"))("title") };
  if (encounterId)
    return {
      href: visitAddress(encounterId),
      label: t("kinds.visit").replace(/^./u, (a) => a.toLocaleUpperCase("vi")),
    };
  return { href: "/record/corrections", label: t("title") };
}
