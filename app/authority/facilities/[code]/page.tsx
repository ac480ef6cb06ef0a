import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Section } from "#components/ui/section.tsx";
import { nameOfWard } from "#lib/catalogue/index.ts";
import { findFacility, listFacilityChanges, listFacilityKeys } from "#lib/facility/index.ts";
import { MOST_LIVING_KEYS } from "#lib/facility/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { warehouseFreshness } from "#lib/record/index.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { Changes } from "../_parts/changes.tsx";
import { Keys } from "../_parts/keys.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("facility"))("one") };
}

const outcomes = ["registered", "amended", "revoked", "failed"] as const;

/** One facility: what is known of it, its keys, and who changed what. */
export default deskPage(
  "authority",
  ({ code }) => `/authority/facilities/${code}`,
  async ({ ctx, params, search, frame }) => {
    const t = await getTranslations("facility");
    const locale = await getLocale();
    const facility = await findFacility(ctx.app, params.code ?? "");
    if (!facility) throw new NotFound();
    const { facilityCode, name, level, wardCode } = facility;
    const [keys, changes, freshness] = await Promise.all([
      listFacilityKeys(ctx, facilityCode),
      listFacilityChanges(ctx, facilityCode, 50),
      warehouseFreshness(ctx),
    ]);
    const received = freshness.find((one) => one.facilityCode === facilityCode)?.lastReceivedAt;
    const outcome = outcomes.find((one) => one === search.done);
    const here = `/authority/facilities/${facilityCode}`;
    const full = keys.filter((key) => key.revokedAt === null).length >= MOST_LIVING_KEYS;
    return (
      <DeskFrame {...frame} title={name} below={t("oneLead", { code: facilityCode })}>
        {outcome ? <Notice title={t(`done.${outcome}`)} /> : null}
        <LeaderList
          facts={[
            { noun: t("code"), fact: facilityCode },
            { noun: t("level"), fact: t(`levels.${level ?? "unknown"}`) },
            { noun: t("ward"), fact: (wardCode && nameOfWard(wardCode)) ?? t("wardNone") },
            { noun: t("lastReceived"), fact: received ? moment(received, locale) : t("never") },
          ]}
        />
        <LinkLine href={`${here}/edit` as Route} label={t("edit")} />
        <Section title={t("keys")}>
          <p className="pb-2">{t("keysLead")}</p>
          <Keys facilityCode={facilityCode} keys={keys} />
          <div className="max-w-column pt-4">
            {full ? (
              <p>{t("keysFull", { count: MOST_LIVING_KEYS })}</p>
            ) : (
              <Button kind="second" href={`${here}/keys/new` as Route}>
                {t("keyNew")}
              </Button>
            )}
          </div>
        </Section>
        <Section title={t("changes")}>
          <Changes changes={changes} />
        </Section>
        <LinkLine href="/authority/facilities" label={t("backToList")} />
      </DeskFrame>
    );
  },
);
