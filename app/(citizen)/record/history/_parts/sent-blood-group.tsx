import { getTranslations } from "next-intl/server";
import { day } from "#components/copy/format.ts";
import type { Owner } from "#lib/consent/index.ts";

/** The blood group as facilities sent it, in their letters, with who said so last. */
export async function SentBloodGroup({
  details,
  facility,
}: {
  details: Owner["warehouse"];
  /** Who said so last; null when this reader is not told. */
  facility: string | null;
}) {
  const t = await getTranslations("history");
  if (!details.bloodGroup) return <p className="pb-2 text-ink-2 text-second">{t("bloodNotSent")}</p>;
  const when = day(details.detailsAsOf);
  return (
    <p className="pb-2">
      {details.detailsFrom === "sign-in" || facility === null
        ? t("bloodSent", { group: details.bloodGroup })
        : t("bloodSentBy", { group: details.bloodGroup, facility, when })}
    </p>
  );
}
