import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { type DeskReading, deskPage } from "../../../_entry/desk-page.tsx";
import type { Params } from "../../../_entry/page.tsx";

/** A page of the station that vaccinates: others are told that a station alone has these lists. */
export const stationPage = (
  path: (params: Params) => string,
  render: (reading: DeskReading) => Promise<ReactNode>,
) =>
  deskPage("clinic", path, async (reading) => {
    if (reading.session.role === "station") return render(reading);
    const t = await getTranslations("station");
    return (
      <DeskFrame {...reading.frame} title={t("title")} below={t("stationOnly")}>
        {null}
      </DeskFrame>
    );
  });
