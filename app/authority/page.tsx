import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { Section } from "#components/ui/section.tsx";
import { listRefusals } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { warehouseFreshness } from "#lib/record/index.ts";
import { staffOrSignIn } from "../_entry/actor.ts";
import { Desk, WrongDesk } from "../_entry/desk.tsx";
import { saying } from "../_entry/page.tsx";
import { facilityWords } from "../_entry/words.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("desk"))("authorityName") };
}

/** The health authority's desk: what was refused lately, and which facility sent when. */
export default function Page() {
  return saying("/authority", async () => {
    const { ctx, session } = await staffOrSignIn("/authority");
    if (session.role !== "authority") return <WrongDesk desk="authority" session={session} />;
    const t = await getTranslations("desk");
    const locale = await getLocale();
    const [refusals, freshness, names] = await Promise.all([
      listRefusals(ctx, 50),
      warehouseFreshness(ctx),
      facilityNames(ctx.app),
    ]);
    const { facilityName } = await facilityWords(names);
    const kind = (code: string) =>
      t(`kinds.${t.has(`kinds.${code}` as "kinds.other") ? code : "other"}` as "kinds.other");
    return (
      <Desk desk="authority" session={session} place={t("roles.authority")}>
        <Section title={t("fresh")}>
          {freshness.length === 0 ? <p>{t("receivedNone")}</p> : null}
          <LeaderList
            facts={freshness.map((one) => ({
              noun: facilityName(one.facilityCode),
              fact: t("freshRow", { when: moment(one.lastReceivedAt, locale) }),
            }))}
          />
        </Section>
        <Section title={t("refusals")}>
          <p className="pb-2">{t("refusalsLead")}</p>
          <DataTable
            caption={t("refusals")}
            columns={[{ head: t("when") }, { head: t("what") }, { head: t("who") }]}
            rows={refusals.map((row) => ({
              key: String(row.logId),
              cells: [moment(row.at, locale), kind(row.kind), row.actorName ?? t("unknown")],
            }))}
            empty={t("refusalsNone")}
          />
        </Section>
      </Desk>
    );
  });
}
