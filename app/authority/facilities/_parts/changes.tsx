import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { nameOfWard } from "#lib/catalogue/index.ts";
import type { FacilityChange, FacilityDetails } from "#lib/facility/index.ts";

/** Who changed what of a facility, the latest first. */
export async function Changes({ changes }: { changes: readonly FacilityChange[] }) {
  const t = await getTranslations("facility");
  const locale = await getLocale();
  const words = {
    name: (of: FacilityDetails) => of.name ?? "",
    level: (of: FacilityDetails) => t(`levels.${of.level ?? "unknown"}`),
    wardCode: (of: FacilityDetails) => (of.wardCode && nameOfWard(of.wardCode)) ?? t("wardNone"),
  };
  const fields = ["name", "level", "wardCode"] as const;
  const said = ({ what, details }: FacilityChange): string => {
    if (what === "key-issued" || what === "key-revoked")
      return t(`what.${what}`, { number: details.keyId ?? 0 });
    if (what === "registered") return t("what.registered", { name: words.name(details) });
    const was = details.was ?? {};
    const changed = fields.filter((field) => was[field] !== details[field]);
    return changed
      .map((field) => t(`amended.${field}`, { was: words[field](was), now: words[field](details) }))
      .join(" ");
  };
  return (
    <DataTable
      caption={t("changes")}
      columns={[{ head: t("when") }, { head: t("who") }, { head: t("whatHead") }]}
      rows={changes.map((change) => ({
        key: String(change.logId),
        cells: [moment(change.at, locale), change.by ?? t("sample"), said(change)],
      }))}
      empty={t("changesNone")}
      longWords
    />
  );
}
