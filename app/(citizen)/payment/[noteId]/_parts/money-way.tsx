import { getTranslations } from "next-intl/server";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Section } from "#components/ui/section.tsx";
import type { NoteStanding } from "#lib/payment/rules.ts";
import type { Fee } from "../../_parts/read-fee.ts";

/** Of these nothing goes through the book. */
const elsewhere: readonly NoteStanding[] = ["at-the-desk", "insured", "paid-at-desk", "set-off", "void"];

type Props = { fee: Fee; standing: NoteStanding; byTransfer: boolean };

/** How the money goes, by the way it is paid or was paid; nothing where none goes through the book. */
export async function MoneyWay({ fee, standing, byTransfer }: Props) {
  const t = await getTranslations("payment.note");
  if (elsewhere.includes(standing)) return null;
  const settled = fee.attempts.find(({ attemptId }) => attemptId === fee.note.settledBy);
  const transferred = settled?.channel === "transfer";
  const items = transferred
    ? [t("moneyWayTransfer"), t("moneyWayStatement"), t("moneyWayBackTransfer")]
    : [
        t("moneyWayPay"),
        byTransfer && standing === "due" ? t("moneyWayTransfer") : null,
        t("moneyWayTruth"),
        t("moneyWayBack"),
      ].filter((one) => one !== null);
  return (
    <Section title={t("moneyWay")}>
      <BulletList items={items} />
    </Section>
  );
}
