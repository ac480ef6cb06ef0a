import { getTranslations } from "next-intl/server";
import { vnd } from "#components/copy/format.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { MoneyList } from "#components/ui/money-list.tsx";
import { Section } from "#components/ui/section.tsx";
import type { FeeNote } from "#lib/payment/index.ts";
import type { NoteStanding, partsOf } from "#lib/payment/rules.ts";
import { money } from "./fee-words.ts";

type Props = {
  parts: ReturnType<typeof partsOf>;
  standing: NoteStanding;
  note: Pick<FeeNote, "kind" | "amountVnd" | "setOffVnd"> & { leftVnd: bigint };
};

/** What the part is called where nothing is to be paid, or the note was taken back. */
const titles: Partial<Record<NoteStanding, "whyNothing" | "whyVoid">> = {
  insured: "whyNothing",
  "set-off": "whyNothing",
  void: "whyVoid",
};

/** Vì sao tôi phải trả khoản này: the sum from its parts, and each part in plain words. */
export async function WhyThisFee({ parts, note, standing }: Props) {
  const t = await getTranslations("payment.note");
  const known = parts.totalVnd > 0;
  const takenOff = note.amountVnd - note.leftVnd;
  const lines = known
    ? [
        { noun: t("total"), amount: vnd(parts.totalVnd) },
        ...(parts.insurancePaysVnd > 0
          ? [{ noun: t("insurance"), amount: `−\u00a0${vnd(parts.insurancePaysVnd)}` }]
          : []),
        ...(takenOff > 0n ? [{ noun: t("setOffLine"), amount: `−\u00a0${money(takenOff)}` }] : []),
      ]
    : [];
  const said = [
    note.kind === "deposit" ? t("whyDeposit") : null,
    note.kind === "deposit" && note.setOffVnd > 0n ? t("whyUsed", { amount: money(note.setOffVnd) }) : null,
    parts.insurancePaysVnd > 0 ? t("whyInsurance") : null,
    parts.copaymentVnd > 0
      ? `${t("whyCopayment")} ${t("thisPart", { amount: vnd(parts.copaymentVnd) })}`
      : null,
    parts.selfPayVnd > 0 ? `${t("whySelfPay")} ${t("thisPart", { amount: vnd(parts.selfPayVnd) })}` : null,
    t("whyAsk"),
  ].filter((one) => one !== null);
  return (
    <Section title={t(titles[standing] ?? "why")} id="why">
      <MoneyList
        lines={lines}
        sum={{ noun: t(standing === "void" ? "wasAsked" : "sum"), amount: money(note.leftVnd) }}
      />
      <BulletList items={said} />
    </Section>
  );
}
