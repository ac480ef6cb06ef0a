import { getTranslations } from "next-intl/server";
import { quantity, vnd } from "#components/copy/format.ts";
import { MoneyList } from "#components/ui/money-list.tsx";
import { Section } from "#components/ui/section.tsx";
import type { FeeNote } from "#lib/payment/index.ts";
import { sumOfLines } from "#lib/payment/rules.ts";

/** Why it is that much, and line by line: the facility's own figures. */
export async function NoteLines({ note }: { note: FeeNote }) {
  const t = await getTranslations("payment");
  const amount = vnd(Number(note.amountVnd));
  const { total, insurance, copayment, selfPay } = sumOfLines(note.lines);
  const shown = (noun: string, value: number) => (value > 0 ? [{ noun, amount: vnd(value) }] : []);
  return (
    <>
      <Section title={t("why", { amount })}>
        {note.lines.length > 0 ? (
          <MoneyList
            lines={[
              { noun: t("total"), amount: vnd(total) },
              ...(insurance > 0 ? [{ noun: t("insurance"), amount: `− ${vnd(insurance)}` }] : []),
              ...(copayment > 0 && selfPay > 0
                ? [...shown(t("copayment"), copayment), ...shown(t("selfPay"), selfPay)]
                : []),
            ]}
            sum={{ noun: t("you"), amount }}
          />
        ) : null}
        <div className="grid gap-2 pt-2">
          {note.kind === "deposit" ? <p>{t("whyDeposit")}</p> : null}
          {copayment > 0 ? <p>{t("whyInsurance")}</p> : null}
          {selfPay > 0 ? <p>{t("whySelf")}</p> : null}
          {note.lines.length > 0 && insurance === 0 ? <p>{t("whyNone")}</p> : null}
        </div>
      </Section>
      {note.lines.length > 0 ? (
        <Section title={t("lines")}>
          <ul>
            {note.lines.map((line, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a note never changes, and two lines may read the same
              <li key={place} className="border-rule border-b py-3 last:border-b-0">
                <p className="font-semibold">{line.name}</p>
                <p className="text-ink-2 text-second">
                  {t("times", { quantity: quantity(line.quantity), price: vnd(line.unitPriceVnd) })}
                </p>
                <p className="text-second">
                  {[
                    ...shown(t("insurance"), line.insurancePaysVnd),
                    ...shown(t("copayment"), line.copaymentVnd),
                    ...shown(t("selfPay"), line.selfPayVnd),
                  ]
                    .map(({ noun, amount: part }) => `${noun} ${part}`)
                    .join(" · ")}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
