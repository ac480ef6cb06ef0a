import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { nameOfWard } from "#lib/catalogue/index.ts";
import { type FacilityKey, listFacilities, listFacilityKeys } from "#lib/facility/index.ts";
import { warehouseFreshness } from "#lib/record/index.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";
import { MOST_ROWS } from "../../_warehouse/asked.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("facility"))("title") };
}

const living = (keys: readonly FacilityKey[]) => keys.filter((key) => key.revokedAt === null);
const latest = (moments: readonly (Date | null)[]) =>
  moments.reduce((last, at) => (at && (!last || at > last) ? at : last), null);

/** Cơ sở: every facility that is entered or has sent, with its key and when it last sent. */
export default deskPage(
  "authority",
  () => "/authority/facilities",
  async ({ ctx, frame, search }) => {
    const t = await getTranslations("facility");
    const locale = await getLocale();
    const [facilities, keys, freshness] = await Promise.all([
      listFacilities(ctx.app),
      listFacilityKeys(ctx, null),
      warehouseFreshness(ctx),
    ]);
    const when = (at: Date | null | undefined) => (at ? moment(at, locale) : t("never"));
    const entered = new Set(facilities.map(({ facilityCode }) => facilityCode));
    const nameless = freshness.filter(({ facilityCode }) => !entered.has(facilityCode));
    const link = (href: string, words: string) => <a href={href as Route}>{words}</a>;
    const receivedFrom = (code: string) =>
      when(freshness.find(({ facilityCode }) => facilityCode === code)?.lastReceivedAt);
    const rows = facilities.map(({ facilityCode, name, level, wardCode }) => {
      const own = keys.filter((key) => key.facilityCode === facilityCode);
      return {
        key: facilityCode,
        cells: [
          facilityCode,
          link(`/authority/facilities/${facilityCode}`, name),
          t(`levels.${level ?? "unknown"}`),
          (wardCode && nameOfWard(wardCode)) ?? t("wardNone"),
          t("keyCount", { count: living(own).length }),
          when(latest(own.map((key) => key.lastUsedAt))),
          receivedFrom(facilityCode),
        ],
      };
    });
    const others = nameless.map(({ facilityCode, lastReceivedAt }) => ({
      key: facilityCode,
      cells: [
        facilityCode,
        link(`/authority/facilities/new?facilityCode=${encodeURIComponent(facilityCode)}`, t("enterName")),
        "",
        "",
        t("keyCount", { count: 0 }),
        t("never"),
        when(lastReceivedAt),
      ],
    }));
    const all = [...rows, ...others];
    const first = Math.max(
      0,
      all.findIndex(({ key }) => key === search.from),
    );
    const next = all[first + MOST_ROWS];
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead", { count: facilities.length })}>
        <div className="max-w-column pb-6">
          <Button href="/authority/facilities/new">{t("add")}</Button>
        </div>
        <DataTable
          caption={t("title")}
          columns={[
            { head: t("codeShort"), tight: true },
            { head: t("name") },
            { head: t("levelShort") },
            { head: t("ward") },
            { head: t("key") },
            { head: t("lastUsed") },
            { head: t("lastReceived") },
          ]}
          rows={all.slice(first, first + MOST_ROWS)}
          empty={t("none")}
        />
        <div className="flex flex-wrap gap-x-6">
          {next ? (
            <LinkLine href={`/authority/facilities?from=${encodeURIComponent(next.key)}`} label={t("more")} />
          ) : null}
          {first > 0 ? <LinkLine href="/authority/facilities" label={t("toFirst")} /> : null}
        </div>
      </DeskFrame>
    );
  },
);
