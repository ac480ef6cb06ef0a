import { getTranslations } from "next-intl/server";
import { Qr } from "#components/consent/qr.tsx";
import { money } from "#components/payment/fee-words.ts";
import { Folded } from "#components/ui/folded.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import type { NoteTransfer } from "#lib/payment/index.ts";

/** The second way: a transfer to the facility's own account, with what to type where a code cannot be scanned. */
export async function ByTransfer({ transfer }: { transfer: NoteTransfer }) {
  const t = await getTranslations("payment.note.transfer");
  const amount = money(transfer.amountVnd);
  return (
    <Folded label={t("open")}>
      <p className="pb-3">{t("how")}</p>
      <Qr text={transfer.payload} title={t("qr", { amount })} />
      <LeaderList
        facts={[
          { noun: t("bank"), fact: transfer.bankBin },
          { noun: t("account"), fact: transfer.accountNumber },
          { noun: t("name"), fact: transfer.accountName },
          { noun: t("amount"), fact: amount, strong: true },
          { noun: t("content"), fact: transfer.content, strong: true },
        ]}
      />
      <p className="pt-2 pb-3 font-semibold">{t("truth")}</p>
    </Folded>
  );
}
