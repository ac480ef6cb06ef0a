import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { listRefusals, openDesk } from "#lib/consent/index.ts";
import { countOpeningCases } from "#lib/opening/index.ts";
import { countHeld, listFreshness } from "#lib/warehouse/index.ts";
import { DeskHome } from "../_entry/desk.tsx";
import { deskPage } from "../_entry/desk-page.tsx";
import { countWords } from "../_warehouse/count-words.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("desk"))("authorityName") };
}

/** The longest silent; all of them stand in the warehouse. */
const MOST_FACILITIES = 10;

/** The health authority's desk: what was refused lately, and which facility sent when. */
export default deskPage(
  "authority",
  () => "/authority",
  async ({ ctx, frame, facilityName }) => {
    const t = await getTranslations("desk");
    const openings = await getTranslations("opening");
    const locale = await getLocale();
    const [atDesk, atOpenings] = await Promise.all([
      openDesk(ctx, "follow-warehouse", "warehouse"),
      openDesk(ctx, "review-openings", "openings"),
    ]);
    const [cases, refusals, freshness, held, toMatch] = await Promise.all([
      countOpeningCases(atOpenings),
      listRefusals(ctx, 50),
      listFreshness(atDesk),
      countHeld(atDesk, { kind: "open" }),
      countHeld(atDesk, { kind: "to-match" }),
    ]);
    const counted = await countWords();
    const kind = (code: string) =>
      t(`kinds.${t.has(`kinds.${code}` as "kinds.other") ? code : "other"}` as "kinds.other");
    return (
      <DeskHome {...frame}>
        <Section title={t("places.warehouse")}>
          <p>{held > 0 ? t("heldAll", { held: counted(held), toMatch: counted(toMatch) }) : t("heldNone")}</p>
          <div className="flex flex-wrap gap-x-6">
            <LinkLine href="/authority/warehouse" label={t("openWarehouse")} />
            <LinkLine href="/authority/warehouse/matches" label={t("openMatches")} />
          </div>
        </Section>
        <Section title={t("places.openings")}>
          <p>{openings("authority.waiting", cases)}</p>
          <LinkLine href="/authority/openings" label={t("openingsLink")} />
        </Section>
        <Section title={t("fresh")}>
          {freshness.length === 0 ? <p>{t("receivedNone")}</p> : null}
          <LeaderList
            facts={freshness.slice(0, MOST_FACILITIES).map((one) => ({
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
