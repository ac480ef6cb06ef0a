import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { listReconciliations } from "#lib/payment/index.ts";
import { pageNumber } from "../_entry/cursor.ts";
import { DeskFrame } from "../_entry/desk.tsx";
import { deskPage } from "../_entry/desk-page.tsx";
import type { Desk } from "../_entry/desk-places.ts";
import { shop } from "../_entry/shop.ts";
import { money, Said, times } from "./words.tsx";

const PAGE = 30;

/** The form that brings VNPay's file of a day. */
async function BringForm({ action }: { action: string }) {
  const t = await getTranslations("feeDesk");
  const open = shop();
  if (!open) return <p>{t("bringOff")}</p>;
  return (
    <form action={action} method="post" encType="multipart/form-data" className="grid max-w-column gap-4">
      <p>
        {t("bringText")} {t("bringTerminal", { code: open.terminal.code })}
      </p>
      <Field
        label={t("bringDay")}
        name="day"
        hint={t("bringDayHint")}
        width="phone"
        autoComplete="off"
        required
      />
      <div className="grid gap-1">
        <label htmlFor="file" className="text-line-title">
          {t("bringFile")}
        </label>
        <input
          id="file"
          type="file"
          name="file"
          accept=".csv,text/csv"
          required
          className="min-h-button w-full max-w-full rounded-control border-2 border-edge bg-paper px-3 py-2"
        />
      </div>
      <Button>{t("bringSend")}</Button>
    </form>
  );
}

/** Đối soát at a desk: what was compared, and the way to bring a file. */
export const reconciliationPage = (at: Desk) => {
  const path = at === "clinic" ? "/clinic/fees" : "/authority/payments";
  return deskPage(
    at,
    () => `${path}/reconciliation`,
    async ({ ctx, search, frame, facilityName }) => {
      const t = await getTranslations("feeDesk");
      const when = await times();
      const page = pageNumber(search.page);
      const desk = await openDesk(ctx, "collect-fees", "fees");
      const found = await listReconciliations(desk, { most: PAGE + 1, skip: (page - 1) * PAGE });
      const here = (number: number) =>
        `${path}/reconciliation${number > 1 ? `?page=${number}` : ""}` as Route;
      return (
        <DeskFrame {...frame} title={t("reconciliation")} below={t("reconciliationLead")}>
          <Said said={search.said} />
          <Section title={t("reconciliation")}>
            <DataTable
              caption={t("reconciliation")}
              columns={[
                { head: t("columns.day") },
                ...(at === "authority" ? [{ head: t("columns.facility") }] : []),
                { head: t("columns.file") },
                { head: t("columns.matched"), number: true },
                { head: t("columns.differing"), number: true },
              ]}
              rows={found.slice(0, PAGE).map((run) => ({
                key: run.runId,
                cells: [
                  <span key="day">
                    {calendarDay(run.day)}
                    <span className="block text-ink-2 text-second">
                      {t("runSums", { paid: money(run.paidVnd), refunded: money(run.refundedVnd) })}
                    </span>
                  </span>,
                  ...(at === "authority"
                    ? [run.facilityCode ? facilityName(run.facilityCode) : t("total")]
                    : []),
                  <span key="file" className="wrap-anywhere">
                    {run.fileName
                      ? t("fileBy", { file: run.fileName, name: run.broughtByName ?? "" })
                      : t("fileNone")}
                    <span className="block text-ink-2 text-second">{when(run.at)}</span>
                  </span>,
                  String(run.matched),
                  String(run.differing),
                ],
              }))}
              empty={t("reconciliationNone")}
            />
            {page > 1 ? <LinkLine href={here(1)} label={t("newest")} /> : null}
            {found.length > PAGE ? <LinkLine href={here(page + 1)} label={t("olderRows")} /> : null}
          </Section>
          <Section title={t("bring")}>
            <BringForm action={`${path}/reconciliation/send`} />
          </Section>
          <LinkLine href={`${path}/differences` as Route} label={t("differences")} />
          <LinkLine href={path} label={at === "clinic" ? t("toNotes") : t("toMonths")} />
        </DeskFrame>
      );
    },
  );
};
