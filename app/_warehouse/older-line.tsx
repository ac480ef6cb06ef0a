import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { LinkLine } from "#components/ui/link-line.tsx";

type Props = { newest: Route | null; older: Route | null };

/** On to older rows, and back to the newest. */
export async function OlderLine({ newest, older }: Props) {
  const t = await getTranslations("warehouse");
  return (
    <div className="flex flex-wrap gap-x-6">
      {older ? <LinkLine href={older} label={t("older")} /> : null}
      {newest ? <LinkLine href={newest} label={t("newest")} /> : null}
    </div>
  );
}
