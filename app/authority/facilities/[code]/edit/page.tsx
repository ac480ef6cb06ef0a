import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { LinkLine } from "#components/ui/link-line.tsx";
import { findFacility } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { FacilityForm, typedIn } from "../../_parts/facility-form.tsx";
import { amend } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("facility"))("edit") };
}

/** Sửa thông tin cơ sở. */
export default deskPage(
  "authority",
  ({ code }) => `/authority/facilities/${code}/edit`,
  async ({ ctx, params, search, frame }) => {
    const t = await getTranslations("facility");
    const facility = await findFacility(ctx.app, params.code ?? "");
    if (!facility) throw new NotFound();
    const { facilityCode, name, level, wardCode } = facility;
    const known = { name, level: level ?? undefined, wardCode: wardCode ?? undefined };
    const typed = { ...(typedIn(search) ?? known), facilityCode };
    return (
      <DeskFrame {...frame} title={t("edit")} below={t("editLead", { code: facilityCode })}>
        <FacilityForm
          typed={typed}
          wrong={search.wrong}
          fixedCode={facilityCode}
          action={amend}
          send={t("editSend")}
        />
        <LinkLine
          href={`/authority/facilities/${facilityCode}` as Route}
          label={t("backToFacility", { name })}
        />
      </DeskFrame>
    );
  },
);
