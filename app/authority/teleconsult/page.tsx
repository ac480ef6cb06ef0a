import { getTranslations } from "next-intl/server";
import { quantity } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import {
  countAdults,
  countReports,
  listFigures,
  listReferralFigures,
  type ReferralFigures,
} from "#lib/teleconsult/index.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";
import { type Asked, askedOf, exportAddress, spokenMonth } from "./_parts/asked.ts";
import { FiguresTable } from "./_parts/figures-table.tsx";
import { Filter } from "./_parts/filter.tsx";
import { Whole } from "./_parts/whole.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsultOversight"))("title") };
}

async function Referrals({ referrals }: { referrals: readonly ReferralFigures[] }) {
  const t = await getTranslations("teleconsultOversight");
  const level = await getTranslations("teleconsult.levels");
  return (
    <Section title={t("referrals")}>
      <DataTable
        caption={t("referrals")}
        columns={[
          { head: t("referral.from") },
          { head: t("referral.to") },
          { head: t("referral.count"), number: true },
        ]}
        rows={referrals.map((one) => ({
          key: `${one.from} ${one.to}`,
          cells: [
            level(one.from),
            level(one.to),
            one.referrals === null ? t("referral.few") : quantity(one.referrals),
          ],
        }))}
        empty={t("referralsNone")}
      />
    </Section>
  );
}

async function Export({ asked }: { asked: Asked }) {
  const t = await getTranslations("teleconsultOversight");
  return (
    <Section title={t("export")}>
      <p>{t("exportText")}</p>
      <div className="flex flex-wrap gap-x-6">
        <LinkLine href={exportAddress(asked, "csv")} label={t("exportCsv")} />
        <LinkLine href={exportAddress(asked, "xlsx")} label={t("exportXlsx")} />
      </div>
    </Section>
  );
}

/** Tư vấn từ xa for the authority: what people asked for and how facilities answered, counted; and what is to be done. */
export default deskPage(
  "authority",
  () => "/authority/teleconsult",
  async ({ ctx, search, frame, facilityName }) => {
    const t = await getTranslations("teleconsultOversight");
    const asked = askedOf(search, ctx.today);
    const over = asked.period.lastDay < ctx.today;
    const day = over ? asked.period.lastDay : ctx.today;
    const desk = await openDesk(ctx, "follow-teleconsults", "teleconsult-figures");
    const [figures, referrals, adults, reports, names] = await Promise.all([
      listFigures(desk, asked),
      listReferralFigures(desk, asked),
      asked.facilityCode ? null : countAdults(desk, day),
      countReports(desk),
      facilityNames(ctx.app),
    ]);
    const whole = figures.find((one) => one.facilityCode === null && one.month === null);
    const byFacility = figures
      .filter((one) => one.facilityCode !== null)
      .toSorted((a, b) => (b.cases ?? 0) - (a.cases ?? 0));
    const byMonth = figures
      .filter((one) => one.month !== null)
      .toSorted((a, b) => (b.month ?? "").localeCompare(a.month ?? ""));
    const facilities = [...names.keys()]
      .map((code) => ({ value: code, label: facilityName(code) }))
      .sort((a, b) => a.label.localeCompare(b.label, "vi"));
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead")}>
        <Filter {...asked} today={ctx.today} facilities={facilities} />
        {whole ? (
          <Whole {...asked} figures={whole} adults={adults === null ? null : { count: adults, day }} />
        ) : null}
        {whole?.cases ? (
          <>
            {asked.facilityCode ? null : (
              <Section title={t("byFacility")}>
                <FiguresTable
                  caption={t("byFacility")}
                  by="facility"
                  rows={byFacility}
                  nameOf={(row) => facilityName(row.facilityCode ?? "")}
                />
              </Section>
            )}
            <Section title={t("byMonth")}>
              <FiguresTable
                caption={t("byMonth")}
                by="month"
                rows={byMonth}
                nameOf={(row) => spokenMonth(row.month ?? "")}
              />
              <p className="pt-3 text-ink-2 text-second">{t("notes")}</p>
            </Section>
            <Referrals referrals={referrals} />
            <Export asked={asked} />
          </>
        ) : null}
        <Section title={t("more")}>
          <LinkLine href="/authority/teleconsult/reports" label={t("toReports", reports)} />
          <LinkLine href="/authority/teleconsult/conditions" label={t("toConditions")} />
        </Section>
      </DeskFrame>
    );
  },
);
