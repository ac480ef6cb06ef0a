import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { quantity } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { countDeskTasks, type FeeMonth, listFeeMonth } from "#lib/payment/index.ts";
import { monthOf, nextMonth, shareOf } from "#lib/payment/rules.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";
import { money } from "../../_fees/words.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("feeDesk"))("paymentsTitle") };
}

const spoken = (month: string) => month.split("-").reverse().join("/");
const share = (part: bigint, whole: bigint) => {
  const tenths = shareOf(part, whole);
  return tenths === null ? "–" : `${quantity(tenths / 10)}\u00a0%`;
};

function total(rows: readonly FeeMonth[]): FeeMonth {
  const sum = (of: "askedVnd" | "throughBookVnd" | "atDeskVnd" | "openVnd" | "refundedVnd") =>
    rows.reduce((all, row) => all + row[of], 0n);
  return {
    facilityCode: "",
    notes: rows.reduce((all, row) => all + row.notes, 0),
    differences: rows.reduce((all, row) => all + row.differences, 0),
    askedVnd: sum("askedVnd"),
    throughBookVnd: sum("throughBookVnd"),
    atDeskVnd: sum("atDeskVnd"),
    openVnd: sum("openVnd"),
    refundedVnd: sum("refundedVnd"),
  };
}

export default deskPage(
  "authority",
  () => "/authority/payments",
  async ({ ctx, search, frame, facilityName }) => {
    const t = await getTranslations("feeDesk");
    const thisMonth = ctx.today.slice(0, 7);
    const month = monthOf(search.month, ctx.today);
    const desk = await openDesk(ctx, "collect-fees", "fees");
    const [rows, { differences }] = await Promise.all([listFeeMonth(desk, month), countDeskTasks(desk)]);
    const here = (other: string) => `/authority/payments?month=${other}` as Route;
    const cellsOf = (row: FeeMonth) => [
      <span key="name">
        {row.facilityCode ? facilityName(row.facilityCode) : <b>{t("total")}</b>}
        <span className="block text-ink-2 text-second">
          {[
            t("notesOf", { count: row.notes }),
            row.differences > 0 ? t("openDifferences", { count: row.differences }) : "",
          ]
            .filter(Boolean)
            .join(", ")}
        </span>
      </span>,
      money(row.askedVnd),
      <span key="book">
        {money(row.throughBookVnd)}
        {row.refundedVnd > 0n ? (
          <span className="block text-ink-2 text-second">
            {t("refundedOf", { amount: money(row.refundedVnd) })}
          </span>
        ) : null}
      </span>,
      share(row.throughBookVnd, row.askedVnd),
      row.atDeskVnd > 0n ? money(row.atDeskVnd) : "–",
      money(row.openVnd),
    ];
    const shown = rows.length > 1 ? [...rows, total(rows)] : rows;
    return (
      <DeskFrame {...frame} title={t("paymentsTitle")} below={t("paymentsLead")}>
        <Section title={t("monthTitle", { month: spoken(month) })}>
          <DataTable
            caption={t("monthTitle", { month: spoken(month) })}
            columns={[
              { head: t("columns.facility") },
              { head: t("columns.asked"), number: true },
              { head: t("columns.book"), number: true },
              { head: t("columns.share"), number: true },
              { head: t("columns.desk"), number: true },
              { head: t("columns.open"), number: true },
            ]}
            rows={shown.map((row) => ({ key: row.facilityCode || "total", cells: cellsOf(row) }))}
            empty={t("monthNone")}
          />
          <p className="pt-3 text-ink-2 text-second">{t("deskNote")}</p>
          <LinkLine
            href={here(nextMonth(month, -1))}
            label={t("before", { month: spoken(nextMonth(month, -1)) })}
          />
          {month < thisMonth ? (
            <LinkLine
              href={here(nextMonth(month, 1))}
              label={t("after", { month: spoken(nextMonth(month, 1)) })}
            />
          ) : null}
        </Section>
        <Section title={t("more")}>
          <LinkLine
            href="/authority/payments/differences"
            label={t("toDifferences", { count: differences })}
          />
          <LinkLine href="/authority/payments/reconciliation" label={t("toReconciliation")} />
          <LinkLine href="/authority/payments/accounts" label={t("toAccounts")} />
        </Section>
      </DeskFrame>
    );
  },
);
