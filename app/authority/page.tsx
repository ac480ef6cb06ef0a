import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { Section } from "#components/ui/section.tsx";
import { listRefusals } from "#lib/consent/index.ts";
import { warehouseFreshness } from "#lib/record/index.ts";
import { DeskHome } from "../_entry/desk.tsx";
import { deskPage } from "../_entry/desk-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("desk"))("authorityName") };
}

/** The health authority's desk: what was refused lately, and which facility sent when. */
export default deskPage(
  "authority",
  () => "/authority",
  async ({ ctx, frame, facilityName }) => {
    const t = await getTranslations("desk");
    const locale = await getLocale();
    const [refusals, freshness] = await Promise.all([listRefusals(ctx, 50), warehouseFreshness(ctx)]);
    const kind = (code: string) =>
      t(`kinds.${t.has(`kinds.${code}` as "kinds.other") ? code : "other"}` as "kinds.other");
    return (
      <DeskHome {...frame}>
        <Section title={t("fresh")}>
          {freshness.length === 0 ? <p>{t("receivedNone")}</p> : null}
          <LeaderList
            facts={freshness.map((one) => ({
              noun: facilityName(one.facilityCode),
              fact: t("freshRow", { when: moment(one.lastReceivedAt, locale) }),
            }))}
          />
        </Section>
        <Section title={t("refusals")}>
          <p className="pb-2">{t("refusalsLead")}</p>
          <DataTable
            caption={t("refusals")}
            columns={[{ head: t("when") }, { head: t("what") }, { head: t("who") }]}
            rows={refusals.map((row) => ({
              key: String(row.logId),
              cells: [moment(row.at, locale), kind(row.kind), row.actorName ?? t("unknown")],
            }))}
            empty={t("refusalsNone")}
          />
        </Section>
      </DeskHome>
    );
  },
);
