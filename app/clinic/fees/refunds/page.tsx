import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { listRefunds } from "#lib/payment/index.ts";
import { pageNumber } from "../../../_entry/cursor.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { money, RefundTag, times } from "../../../_fees/words.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("feeDesk"))("refunds") };
}

const PAGE = 50;

export default deskPage(
  "clinic",
  () => "/clinic/fees/refunds",
  async ({ ctx, search, frame }) => {
    const t = await getTranslations("feeDesk");
    const when = await times();
    const page = pageNumber(search.page);
    const desk = await openDesk(ctx, "collect-fees", "fees");
    const found = await listRefunds(desk, { most: PAGE + 1, skip: (page - 1) * PAGE });
    const here = (number: number) => `/clinic/fees/refunds${number > 1 ? `?page=${number}` : ""}` as Route;
    return (
      <DeskFrame {...frame} title={t("refunds")} below={t("refundsLead")}>
        <Section title={t("refunds")}>
          <DataTable
            caption={t("refunds")}
            columns={[
              { head: t("columns.note") },
              { head: t("columns.amount"), number: true },
              { head: t("columns.status") },
              { head: t("columns.because") },
            ]}
            rows={found.slice(0, PAGE).map((one) => ({
              key: one.refundId,
              cells: [
                <a
                  key="note"
                  href={`/clinic/fees/${one.noteId}` as Route}
                  className="inline-block py-1 wrap-anywhere"
                >
                  {one.noteNumber}
                </a>,
                money(one.amountVnd),
                <RefundTag key="status" status={one.status} />,
                <span key="because" className="wrap-anywhere">
                  {one.because}
                  <span className="block text-ink-2 text-second">
                    {one.requestedByName}, {when(one.requestedAt)}
                  </span>
                </span>,
              ],
            }))}
            empty={t("refundsNone")}
          />
          {page > 1 ? <LinkLine href={here(1)} label={t("newest")} /> : null}
          {found.length > PAGE ? <LinkLine href={here(page + 1)} label={t("olderRows")} /> : null}
        </Section>
        <LinkLine href="/clinic/fees" label={t("toNotes")} />
      </DeskFrame>
    );
  },
);
