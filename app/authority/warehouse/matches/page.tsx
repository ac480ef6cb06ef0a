import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { countHeld, listHeld, listProposals } from "#lib/warehouse/index.ts";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { askedBy, idIn, MOST_ROWS, warehouseHref } from "../../../_warehouse/asked.ts";
import { countWords } from "../../../_warehouse/count-words.ts";
import { HeldTable, refWords } from "../../../_warehouse/held-table.tsx";
import { OlderLine } from "../../../_warehouse/older-line.tsx";
import { WarehouseFrame } from "../../../_warehouse/warehouse-frame.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("warehouse.match"))("title") };
}

/** Đối chiếu người bệnh: what waits for a second officer, then what nobody has looked at. */
export default deskPage(
  "authority",
  () => "/authority/warehouse/matches",
  async (reading) => {
    const t = await getTranslations("warehouse");
    const locale = await getLocale();
    const reference = await refWords();
    const asked = askedBy(reading);
    const before = idIn(reading.search.before);
    const desk = await openDesk(reading.ctx, "match-dossiers", "warehouse");
    const [proposals, found, count] = await Promise.all([
      listProposals(desk, MOST_ROWS),
      listHeld(desk, { ...asked, kind: "to-match", before, most: MOST_ROWS + 1 }),
      countHeld(desk, { ...asked, kind: "to-match" }),
    ]);
    const page = found.slice(0, MOST_ROWS);
    const last = found.length > MOST_ROWS ? page.at(-1) : undefined;
    const asks = { facility: asked.facilityCode };
    return (
      <WarehouseFrame
        reading={reading}
        title={t("match.title")}
        lead={t("match.listLead")}
        facilityCode={asked.facilityCode}
        path="/matches"
      >
        <Section title={t("match.waiting")}>
          <DataTable
            caption={t("match.waiting")}
            columns={[
              { head: t("held.ref") },
              { head: t("facility") },
              { head: t("match.proposedBy") },
              { head: t("match.proposedAt"), tight: true },
            ]}
            rows={proposals.map((one) => ({
              key: one.heldId,
              cells: [
                <a
                  key="ref"
                  href={warehouseHref("authority", `/matches/${one.heldId}`)}
                  className="wrap-anywhere inline-block py-1"
                >
                  {reference(one.claimRef)}
                </a>,
                reading.facilityName(one.facilityCode),
                one.proposedByName,
                moment(one.proposedAt, locale),
              ],
            }))}
            empty={t("match.waitingNone")}
          />
        </Section>
        <Section
          title={t("match.open")}
          aside={count > 0 ? t("held.count", { count: (await countWords())(count) }) : undefined}
        >
          <HeldTable
            desk="authority"
            held={page}
            caption={t("match.open")}
            empty={t("match.openNone")}
            to="matches"
            facilityName={reading.facilityName}
          />
          <OlderLine
            newest={before ? warehouseHref("authority", "/matches", asks) : null}
            older={last ? warehouseHref("authority", "/matches", { ...asks, before: last.heldId }) : null}
          />
        </Section>
      </WarehouseFrame>
    );
  },
);
