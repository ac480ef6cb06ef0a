import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { findFacility, listFacilityKeys } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../../../_entry/desk.tsx";
import { deskPage } from "../../../../../_entry/desk-page.tsx";
import { revoke } from "../../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("facility"))("revokeTitle") };
}

/** Thu hồi khóa: cannot be undone, so it has a page of its own. */
export default deskPage(
  "authority",
  ({ code, key }) => `/authority/facilities/${code}/keys/${key}`,
  async ({ ctx, params, frame }) => {
    const t = await getTranslations("facility");
    const locale = await getLocale();
    const facility = await findFacility(ctx.app, params.code ?? "");
    if (!facility) throw new NotFound();
    const { facilityCode, name } = facility;
    const key = (await listFacilityKeys(ctx, facilityCode)).find((one) => String(one.keyId) === params.key);
    if (!key) throw new NotFound();
    const used = key.lastUsedAt
      ? t("revokeAsk.used", { when: moment(key.lastUsedAt, locale) })
      : t("revokeAsk.unused");
    return (
      <DeskFrame {...frame} title={t("keyRevoke", { number: key.keyId })} below={`${name}, ${facilityCode}`}>
        <form action={revoke} className="max-w-column">
          <BulletList items={[t("revokeAsk.once"), t("revokeAsk.records"), used]} />
          <input type="hidden" name="facilityCode" value={facilityCode} />
          <input type="hidden" name="keyId" value={key.keyId} />
          <div className="pt-4">
            {key.revokedAt ? (
              <p>{t("revokedAlready", { when: moment(key.revokedAt, locale) })}</p>
            ) : (
              <Button kind="final">{t("revokeSend")}</Button>
            )}
          </div>
        </form>
        <LinkLine
          href={`/authority/facilities/${facilityCode}` as Route}
          label={t("backToFacility", { name })}
        />
      </DeskFrame>
    );
  },
);
