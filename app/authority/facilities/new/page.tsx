import { getTranslations } from "next-intl/server";
import { LinkLine } from "#components/ui/link-line.tsx";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { FacilityForm, typedIn } from "../_parts/facility-form.tsx";
import { register } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("facility"))("add") };
}

/** Thêm cơ sở. */
export default deskPage(
  "authority",
  () => "/authority/facilities/new",
  async ({ search, frame }) => {
    const t = await getTranslations("facility");
    const typed = typedIn(search) ?? { facilityCode: search.facilityCode };
    return (
      <DeskFrame {...frame} title={t("add")} below={t("addLead")}>
        <FacilityForm typed={typed} wrong={search.wrong} action={register} send={t("addSend")} />
        <LinkLine href="/authority/facilities" label={t("backToList")} />
      </DeskFrame>
    );
  },
);
