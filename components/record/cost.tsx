import { getLocale, getTranslations } from "next-intl/server";
import { moment, vnd } from "#components/copy/format.ts";
import { feeAddress, money } from "#components/payment/fee-words.ts";
import { LinkLine } from "#components/ui/link-line.tsx";
import { MoneyList } from "#components/ui/money-list.tsx";
import { Section } from "#components/ui/section.tsx";
import type { FeeNote } from "#lib/payment/index.ts";
import { leftToPay, standingOfNote } from "#lib/payment/rules.ts";
import type { EncounterDetail } from "#lib/record/index.ts";
import { ownPartVnd } from "#lib/record/rules.ts";
import type { NoteOf } from "../correction/visit-notes.ts";

type Props = {
  encounter: EncounterDetail["encounter"];
  /** The notes that its facility sent for it. */
  fees?: readonly Pick<FeeNote, "noteId" | "kind" | "amountVnd" | "setOffVnd" | "status">[];
  noteOf?: NoteOf | undefined;
};

/** What it cost and who paid: the facility's own figures, never added up by us; and the notes that ask for it. */
export async function Cost({ encounter, fees = [], noteOf }: Props) {
  const t = await getTranslations("record");
  const said = await getTranslations("payment");
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
      {fees.map((fee) => (
        <LinkLine
          key={fee.noteId}
          href={feeAddress(fee.noteId)}
          label={said("note.visitLine", {
            amount: money(fee.amountVnd),
            standing: said(
              `standing.${standingOfNote({ ...fee, leftVnd: leftToPay(fee) }, [], new Date())}`,
            ).toLocaleLowerCase("vi"),
          })}
        />
      ))}
      {own === null ? null : <p className="pt-1 text-ink-2 text-second">{t("asSent")}</p>}
      {own === null ? null : noteOf?.("cost", 1, t("cost"), {}).foot}
    </Section>
  );
}
