import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LinkLine } from "#components/ui/link-line.tsx";
import { DeskFrame } from "../_entry/desk.tsx";
import type { DeskReading } from "../_entry/desk-page.tsx";
import { warehouseHref } from "./asked.ts";

type Props = {
  reading: DeskReading;
  title: string;
  lead: string;
  /** The one facility that the authority asked for. */
  facilityCode?: string | undefined;
  /** Where this page stands below the warehouse; empty for its first page. */
  path: string;
  children: ReactNode;
};

/** A page of a desk's warehouse: the way back, and which facility it is about. */
export async function WarehouseFrame({ reading, title, lead, facilityCode, path, children }: Props) {
  const t = await getTranslations("warehouse");
  const { frame, facilityName } = reading;
  const one = frame.desk === "authority" ? facilityCode : undefined;
  return (
    <DeskFrame {...frame} title={title} below={lead}>
      {path ? <LinkLine href={warehouseHref(frame.desk, "", { facility: one })} label={t("back")} /> : null}
      {one ? (
        <div className="flex flex-wrap items-baseline gap-x-4">
          <p className="font-semibold">{t("oneFacility", { facility: facilityName(one) })}</p>
          <LinkLine href={warehouseHref(frame.desk, path)} label={t("allFacilities")} />
        </div>
      ) : null}
      {children}
    </DeskFrame>
  );
}
