import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { FacilityKey } from "#lib/facility/index.ts";

/** A facility's keys, the newest first, each with its standing and the way to end it. */
export async function Keys({ facilityCode, keys }: { facilityCode: string; keys: readonly FacilityKey[] }) {
  const t = await getTranslations("facility");
  const locale = await getLocale();
  return (
    <DataTable
      caption={t("keys")}
      columns={[
        { head: t("keyNumber"), tight: true },
        { head: t("keyMade") },
        { head: t("lastUsed") },
        { head: t("keyStanding") },
      ]}
      rows={keys.map(({ keyId, madeAt, madeBy, lastUsedAt, revokedAt, revokedBy }) => ({
        key: String(keyId),
        cells: [
          keyId,
          t("byAt", { who: madeBy ?? t("sample"), when: moment(madeAt, locale) }),
          lastUsedAt ? moment(lastUsedAt, locale) : t("never"),
          revokedAt ? (
            <>
              <Tag line="thin">{t("keyRevoked")}</Tag>{" "}
              {t("byAt", { who: revokedBy ?? t("sample"), when: moment(revokedAt, locale) })}
            </>
          ) : (
            <>
              <Tag line="filled">{t("keyLiving")}</Tag>{" "}
              <a
                href={`/authority/facilities/${facilityCode}/keys/${keyId}` as Route}
                className="inline-flex min-h-target items-center px-2"
              >
                {t("keyRevoke", { number: keyId })}
              </a>
            </>
          ),
        ],
      }))}
      empty={t("keysNone")}
    />
  );
}
