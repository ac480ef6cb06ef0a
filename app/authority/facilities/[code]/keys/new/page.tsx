import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { NewKey } from "#components/facility/new-key.tsx";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { findFacility } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../../../_entry/desk.tsx";
import { deskPage } from "../../../../../_entry/desk-page.tsx";
import { issue } from "../../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("facility"))("keyNew") };
}

/** Cấp khóa: what it means, then the key itself, once. */
export default deskPage(
  "authority",
  ({ code }) => `/authority/facilities/${code}/keys/new`,
  async ({ ctx, params, frame }) => {
    const t = await getTranslations("facility");
    const facility = await findFacility(ctx.app, params.code ?? "");
    if (!facility) throw new NotFound();
    const back = (
      <LinkLine
        href={`/authority/facilities/${facility.facilityCode}` as Route}
        label={t("backToFacility", { name: facility.name })}
      />
    );
    return (
      <DeskFrame {...frame} title={t("keyNew")} below={`${facility.name}, ${facility.facilityCode}`}>
        <NewKey
          facilityCode={facility.facilityCode}
          issue={issue}
          ask={
            <div className="max-w-column">
              <BulletList items={[t("keyAsk.once"), t("keyAsk.old"), t("keyAsk.give")]} />
              <div className="pt-4">
                <Button>{t("keyNewSend")}</Button>
              </div>
              {back}
            </div>
          }
          done={{ title: t("keyDone"), text: t("keyDoneText"), label: t("keyLabel"), after: back }}
          refused={{ "too-many-keys": t("keysFull", { count: 3 }), other: t("errors.failed") }}
        />
      </DeskFrame>
    );
  },
);
