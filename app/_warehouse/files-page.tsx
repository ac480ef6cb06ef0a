import { getTranslations } from "next-intl/server";
import { openDesk } from "#lib/consent/index.ts";
import { listReceivedFiles } from "#lib/warehouse/index.ts";
import { deskPage } from "../_entry/desk-page.tsx";
import type { Desk } from "../_entry/desk-places.ts";
import { askedBy, idIn, MOST_ROWS, warehouseHref } from "./asked.ts";
import { FileTable } from "./file-table.tsx";
import { OlderLine } from "./older-line.tsx";
import { WarehouseFrame } from "./warehouse-frame.tsx";

/** Tệp đã nhận, a page at a time. */
export const filesPage = (at: Desk) =>
  deskPage(
    at,
    () => `/${at}/warehouse/files`,
    async (reading) => {
      const t = await getTranslations("warehouse");
      const asked = askedBy(reading);
      const before = idIn(reading.search.before);
      const desk = await openDesk(reading.ctx, "follow-warehouse", "warehouse");
      const found = await listReceivedFiles(desk, { ...asked, before, most: MOST_ROWS + 1 });
      const files = found.slice(0, MOST_ROWS);
      const asks = { facility: at === "authority" ? asked.facilityCode : undefined };
      const last = found.length > MOST_ROWS ? files.at(-1) : undefined;
      return (
        <WarehouseFrame
          reading={reading}
          title={t("files.title")}
          lead={t("files.lead")}
          facilityCode={asked.facilityCode}
          path="/files"
        >
          <FileTable
            files={files}
            facilityName={at === "authority" && !asked.facilityCode ? reading.facilityName : undefined}
          />
          <OlderLine
            newest={before ? warehouseHref(at, "/files", asks) : null}
            older={last ? warehouseHref(at, "/files", { ...asks, before: last.fileId }) : null}
          />
        </WarehouseFrame>
      );
    },
  );
