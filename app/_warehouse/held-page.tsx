import { getTranslations } from "next-intl/server";
import { LinkLine } from "#components/ui/link-line.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { listHeld } from "#lib/warehouse/index.ts";
import { deskPage } from "../_entry/desk-page.tsx";
import type { Desk } from "../_entry/desk-places.ts";
import { askedBy, idIn, MOST_ROWS, warehouseHref } from "./asked.ts";
import { HeldTable } from "./held-table.tsx";
import { OlderLine } from "./older-line.tsx";
import { WarehouseFrame } from "./warehouse-frame.tsx";

/** Hồ sơ giữ lại, or those set aside, a page at a time. */
export const heldPage = (at: Desk) =>
  deskPage(
    at,
    () => `/${at}/warehouse/held`,
    async (reading) => {
      const t = await getTranslations("warehouse");
      const asked = askedBy(reading);
      const before = idIn(reading.search.before);
      const aside = reading.search.kind === "aside";
      const desk = await openDesk(reading.ctx, "follow-warehouse", "warehouse");
      const kind = aside ? "aside" : "open";
      const found = await listHeld(desk, { ...asked, kind, before, most: MOST_ROWS + 1 });
      const held = found.slice(0, MOST_ROWS);
      const facility = at === "authority" ? asked.facilityCode : undefined;
      const asks = { facility, kind: aside ? "aside" : undefined };
      const last = found.length > MOST_ROWS ? held.at(-1) : undefined;
      const title = aside ? t("held.asideTitle") : t("held.title");
      return (
        <WarehouseFrame
          reading={reading}
          title={title}
          lead={aside ? t("held.asideLead") : t("held.lead")}
          facilityCode={asked.facilityCode}
          path="/held"
        >
          <HeldTable
            desk={at}
            held={held}
            caption={title}
            empty={aside ? t("held.noneAside") : t("held.none")}
            to="held"
            facilityName={at === "authority" && !facility ? reading.facilityName : undefined}
          />
          <OlderLine
            newest={before ? warehouseHref(at, "/held", asks) : null}
            older={last ? warehouseHref(at, "/held", { ...asks, before: last.heldId }) : null}
          />
          <LinkLine
            href={warehouseHref(at, "/held", { facility, kind: aside ? undefined : "aside" })}
            label={aside ? t("held.open") : t("held.aside")}
          />
        </WarehouseFrame>
      );
    },
  );
