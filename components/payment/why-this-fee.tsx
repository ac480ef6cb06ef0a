import { getTranslations } from "next-intl/server";
import { vnd } from "#components/copy/format.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { MoneyList } from "#components/ui/money-list.tsx";
import { Section } from "#components/ui/section.tsx";
import type { partsOf } from "#lib/payment/rules.ts";
import { money } from "./fee-words.ts";

type Props = { parts: ReturnType<typeof partsOf>; amountVnd: bigint; isDeposit: boolean };

/** Vì sao tôi phải trả khoản này: the sum from its parts, and each part in plain words. */
export async function WhyThisFee({ parts, amountVnd, isDeposit }: Props) {
  const t = await getTranslations("payment.note");
  const known = parts.totalVnd > 0;
  const lines = known
    ? [
        { noun: t("total"), amount: vnd(parts.totalVnd) },
        ...(parts.insurancePaysVnd > 0
          ? [{ noun: t("insurance"), amount: `−\u00a0${vnd(parts.insurancePaysVnd)}` }]
          : []),
      ]
    : [];
  const said = [
    isDeposit ? t("whyDeposit") : null,
    parts.insurancePaysVnd > 0 ? t("whyInsurance") : null,
    parts.copaymentVnd > 0
      ? `${t("whyCopayment")} ${t("thisPart", { amount: vnd(parts.copaymentVnd) })}`
      : null,
    parts.selfPayVnd > 0 ? `${t("whySelfPay")} ${t("thisPart", { amount: vnd(parts.selfPayVnd) })}` : null,
    t("whyAsk"),
  ].filter((one) => one !== null);
  return (
    <Section title={t("why")} id="why">
      <MoneyList lines={lines} sum={{ noun: t("sum"), amount: money(amountVnd) }} />
      <BulletList items={said} />
    </Section>
  );
}
