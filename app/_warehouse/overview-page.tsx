import { getTranslations } from "next-intl/server";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { countHeld, listFreshness, listHeld, listQuality, listReceivedFiles } from "#lib/warehouse/index.ts";
import { deskPage } from "../_entry/desk-page.tsx";
import type { Desk } from "../_entry/desk-places.ts";
import { askedBy, warehouseHref } from "./asked.ts";
import { countWords } from "./count-words.ts";
import { FileTable } from "./file-table.tsx";
import { FreshnessSection, OwnFreshness } from "./freshness-section.tsx";
import { HeldTable } from "./held-table.tsx";
import { MONTHS_SHOWN, QualitySection } from "./quality-table.tsx";
import { WarehouseFrame } from "./warehouse-frame.tsx";

const SHOWN = 10;

/** The first day of the month so many months before. */
function monthsBefore(today: string, months: number): string {
  const [year = 0, month = 0] = today.split("-").map(Number);
  return new Date(Date.UTC(year, month - months, 1)).toISOString().slice(0, 10);
}

/** Kho dữ liệu: the first page of a desk's warehouse. */
export const overviewPage = (at: Desk) =>
  deskPage(
    at,
    () => `/${at}/warehouse`,
    async (reading) => {
      const t = await getTranslations("warehouse");
      const asked = askedBy(reading);
      const { facilityCode } = asked;
      const desk = await openDesk(reading.ctx, "follow-warehouse", "warehouse");
      const [files, held, count, toMatch, fresh, quality] = await Promise.all([
        listReceivedFiles(desk, { ...asked, most: SHOWN }),
        listHeld(desk, { ...asked, kind: "open", most: SHOWN }),
        countHeld(desk, { ...asked, kind: "open" }),
        at === "authority" ? countHeld(desk, { ...asked, kind: "to-match" }) : 0,
        listFreshness(desk, asked),
        listQuality(desk, { ...asked, since: monthsBefore(reading.ctx.today, MONTHS_SHOWN) }),
      ]);
      const asks = { facility: at === "authority" ? facilityCode : undefined };
      const facilityName = at === "authority" && !facilityCode ? reading.facilityName : undefined;
      const counted = await countWords();
      return (
        <WarehouseFrame
          reading={reading}
          title={t("title")}
          lead={t(at === "clinic" ? "clinicLead" : "authorityLead")}
          facilityCode={facilityCode}
          path=""
        >
          <Section
            title={t("held.title")}
            aside={count > 0 ? t("held.count", { count: counted(count) }) : undefined}
          >
            {count > 0 ? <p className="pb-2">{t("held.lead")}</p> : null}
            <HeldTable
              desk={at}
              held={held}
              caption={t("held.title")}
              empty={t("held.none")}
              to="held"
              facilityName={facilityName}
            />
            {count > SHOWN ? (
              <LinkLine href={warehouseHref(at, "/held", asks)} label={t("held.all")} />
            ) : null}
            <LinkLine href={warehouseHref(at, "/held", { ...asks, kind: "aside" })} label={t("held.aside")} />
          </Section>
          {at === "authority" ? (
            <Section
              title={t("match.title")}
              aside={toMatch > 0 ? t("held.count", { count: counted(toMatch) }) : undefined}
            >
              <p>{toMatch > 0 ? t("match.listLead") : t("match.openNone")}</p>
              <LinkLine href={warehouseHref(at, "/matches", asks)} label={t("match.toList")} />
            </Section>
          ) : null}
          {at === "clinic" || facilityCode ? (
            <Section title={t("fresh.title")}>
              <OwnFreshness
                reading={reading}
                facility={facilityCode ? reading.facilityName(facilityCode) : reading.frame.place}
                last={fresh[0]}
              />
            </Section>
          ) : (
            <FreshnessSection reading={reading} rows={fresh} />
          )}
          <Section title={t("files.title")}>
            <FileTable files={files} facilityName={facilityName} />
            {files.length === SHOWN ? (
              <LinkLine href={warehouseHref(at, "/files", asks)} label={t("files.all")} />
            ) : null}
          </Section>
          <QualitySection rows={quality} />
        </WarehouseFrame>
      );
    },
  );
