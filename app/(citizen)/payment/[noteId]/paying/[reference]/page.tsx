import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { feeAddress, money, receiptAddress, waitingAddress } from "#components/payment/fee-words.ts";
import { RefundSteps } from "#components/payment/refund-steps.tsx";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ConfirmationPanel } from "#components/ui/confirmation-panel.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { facilityNames } from "#lib/facility/index.ts";
import { declineReason } from "#lib/payment/rules.ts";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { BookPage } from "../../../../../_entry/shell.tsx";
import { shop } from "../../../../../_entry/shop.ts";
import { facilityWords } from "../../../../../_entry/words.ts";
import { readPayment } from "../../../_parts/read-payment.ts";
import { refundsOf } from "../../../_parts/refunds-of.ts";
import { pay } from "../../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("payment"))("title") };
}

/** What became of one payment: paid, twice, declined, out of time, looked into. While nobody knows, to where one waits. */
export default citizenPage(
  ({ noteId, reference }) =>
    `/payment/${encodeURIComponent(noteId ?? "")}/paying/${encodeURIComponent(reference ?? "")}`,
  async ({ ctx, params }) => {
    const t = await getTranslations("payment.paying");
    const words = await getTranslations("payment");
    const declined = await getTranslations("payment.decline");
    const locale = await getLocale();
    const [{ fee, attempt, standing }, names] = await Promise.all([
      readPayment(ctx, params),
      facilityNames(ctx.app),
    ]);
    if (standing === "waiting" || standing === "late")
      redirect(waitingAddress(fee.note.noteId, attempt.reference));
    const { facilityName } = await facilityWords(names);
    const told = { amount: money(attempt.amountVnd), facility: facilityName(fee.note.facilityCode) };
    const address = feeAddress(fee.note.noteId);
    const again =
      fee.note.status === "open" &&
      fee.mayPay &&
      shop() &&
      !fee.attempts.some(({ status }) => status === "pending") ? (
        <form action={pay} className="py-6">
          <input type="hidden" name="noteId" value={fee.note.noteId} />
          <Button>{t("retry", told)}</Button>
        </form>
      ) : null;
    const at = moment(attempt.paidAt ?? attempt.settledAt ?? attempt.createdAt, locale);
    const frame = (content: React.ReactNode) => (
      <BookPage back={{ href: address, label: words("title") }}>
        {content}
        <LinkLine href={address} label={t("back")} />
      </BookPage>
    );
    if (standing === "paid")
      return frame(
        <>
          <ConfirmationPanel title={t("paid", told)} second={words("note.paidAt", { when: at })} />
          <Section title={t("paidNext")}>
            <BulletList items={[t("paidBank", told), t("paidDesk"), t("paidKept")]} />
            <div className="pt-4">
              <Button href={receiptAddress(fee.note.noteId)}>{words("note.receipt")}</Button>
            </div>
          </Section>
          {fee.payers.get(attempt.attemptId)?.chargedAgain ? (
            <div className="pt-8">
              <Callout kind="warn" level={2} title={t("charged")}>
                <p>{t("chargedText")}</p>
              </Callout>
            </div>
          ) : null}
          <Section title={t("wrong")}>
            <p>{t("wrongText")}</p>
          </Section>
        </>,
      );
    if (standing === "owed-back")
      return frame(
        <>
          <PageTitle below={words("note.paidAt", { when: at })}>
            {t(attempt.duplicateOf ? "twice" : "owed")}
          </PageTitle>
          <p className="pb-4">{t(attempt.duplicateOf ? "twiceText" : "owedText", told)}</p>
          {refundsOf(fee, attempt.attemptId).map((refund) => (
            <RefundSteps key={refund.refundId} refund={refund} level={2} />
          ))}
        </>,
      );
    if (standing === "checking")
      return frame(
        <>
          <PageTitle>{t("checking")}</PageTitle>
          <p className="pb-6">{t("checkingText", told)}</p>
          <Callout kind="warn" level={2} title={t("dont")}>
            <p>{t("checkingKept")}</p>
          </Callout>
        </>,
      );
    if (standing === "expired")
      return frame(
        <>
          <PageTitle>{t("expired")}</PageTitle>
          <p>{t("expiredText")}</p>
          <p className="pt-2">{t("expiredLate")}</p>
          {again}
        </>,
      );
    return frame(
      <>
        <PageTitle>{t("declined")}</PageTitle>
        <p className="font-semibold">{declined(declineReason(attempt.reason))}</p>
        <p className="pt-2">{t("declinedMoney")}</p>
        {again}
      </>,
    );
  },
  "self",
);
