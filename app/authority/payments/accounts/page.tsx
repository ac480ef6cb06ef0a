import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { listAccounts } from "#lib/payment/index.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { Said, times } from "../../../_fees/words.tsx";
import { confirm, name } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("feeDesk"))("accounts") };
}

export default deskPage(
  "authority",
  () => "/authority/payments/accounts",
  async ({ ctx, search, frame, facilityName }) => {
    const t = await getTranslations("feeDesk");
    const when = await times();
    const desk = await openDesk(ctx, "collect-fees", "fees");
    const [accounts, facilities] = await Promise.all([listAccounts(desk), facilityNames(ctx.app)]);
    const options = [...facilities.keys()]
      .map((code) => ({ value: code, label: facilityName(code) }))
      .sort((a, b) => a.label.localeCompare(b.label, "vi"));
    return (
      <DeskFrame {...frame} title={t("accounts")} below={t("accountsLead")}>
        <Said said={search.said} />
        <Section title={t("accounts")}>
          <DataTable
            caption={t("accounts")}
            columns={[
              { head: t("columns.facility") },
              { head: t("columns.account") },
              { head: t("accountName") },
              { head: t("columns.status") },
            ]}
            rows={accounts.map((one) => ({
              key: one.accountId,
              cells: [
                facilityName(one.facilityCode),
                `${one.bankBin} ${one.accountNumber}`,
                one.accountName,
                <div key="status" className="grid gap-1">
                  <span>
                    <Tag line={one.confirmedAt ? "filled" : "amber"}>
                      {one.confirmedAt ? t("accountUsed") : t("accountWaits")}
                    </Tag>
                  </span>
                  <span className="text-ink-2 text-second">
                    {t("accountBy", { name: one.namedByName, when: when(one.namedAt) })}
                    {one.confirmedByName ? `. ${t("accountConfirmed", { name: one.confirmedByName })}` : ""}
                  </span>
                  {one.confirmedAt ? null : one.namedBy === ctx.actor.id ? (
                    <span>{t("confirmOther")}</span>
                  ) : (
                    <form action={confirm}>
                      <input type="hidden" name="accountId" value={one.accountId} />
                      <Button kind="second">{t("confirm")}</Button>
                    </form>
                  )}
                </div>,
              ],
            }))}
            empty={t("accountsNone")}
          />
        </Section>
        <Section title={t("nameAccount")}>
          <form action={name} className="grid max-w-column gap-4">
            <p>{t("nameAccountText")}</p>
            <SelectField
              label={t("accountFacility")}
              name="facilityCode"
              none={t("chooseFacility")}
              options={options}
            />
            <Field
              label={t("accountBin")}
              name="bankBin"
              inputMode="numeric"
              width="year"
              maxLength={6}
              autoComplete="off"
              required
            />
            <Field
              label={t("accountNumber")}
              name="accountNumber"
              width="phone"
              maxLength={19}
              autoComplete="off"
              required
            />
            <Field label={t("accountName")} name="accountName" maxLength={70} autoComplete="off" required />
            <Button>{t("nameSend")}</Button>
          </form>
        </Section>
        <LinkLine href="/authority/payments" label={t("toMonths")} />
      </DeskFrame>
    );
  },
);
