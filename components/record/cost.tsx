import { getLocale, getTranslations } from "next-intl/server";
import { moment, vnd } from "#components/copy/format.ts";
import { MoneyList } from "#components/ui/money-list.tsx";
import { Section } from "#components/ui/section.tsx";
import type { EncounterDetail } from "#lib/record/index.ts";
import { ownPartVnd } from "#lib/record/rules.ts";
import type { NoteOf } from "../correction/visit-notes.ts";

/** What it cost and who paid: the facility's own figures, never added up by us. */
export async function Cost({
  encounter,
  noteOf,
}: {
  encounter: EncounterDetail["encounter"];
  noteOf?: NoteOf | undefined;
}) {
  const t = await getTranslations("record");
  const locale = await getLocale();
  const { totalVnd, insuredTotalVnd, insurancePaysVnd, otherSourcesVnd, copaymentVnd, selfPayVnd, paidAt } =
    encounter;
  const own = ownPartVnd(encounter);
  const total = totalVnd ?? insuredTotalVnd;
  const lines = [
    { noun: t("total"), amount: total },
    { noun: t("insurance"), amount: insurancePaysVnd },
    { noun: t("other"), amount: otherSourcesVnd || null },
  ].flatMap(({ noun, amount }) => (amount === null ? [] : [{ noun, amount: vnd(amount) }]));
  return (
    <Section title={t("cost")} id="cost">
      {own === null ? (
        <p>{t("costNone")}</p>
      ) : (
        <MoneyList lines={lines} sum={{ noun: t("youPay"), amount: vnd(own) }} />
      )}
      {own ? (
        <p className="text-ink-2 text-second">
          {t("ofWhich", { copayment: vnd(copaymentVnd ?? 0), selfPay: vnd(selfPayVnd ?? 0) })}
        </p>
      ) : null}
      {own === null ? null : (
        <p className="pt-2">{paidAt ? t("paid", { when: moment(paidAt, locale) }) : t("unpaid")}</p>
      )}
      {own === null ? null : <p className="pt-1 text-ink-2 text-second">{t("asSent")}</p>}
      {own === null ? null : noteOf?.("cost", 1, t("cost"), {}).foot}
    </Section>
  );
}
