import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { money, payingAddress } from "#components/payment/fee-words.ts";
import { RefundSteps } from "#components/payment/refund-steps.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag, type TagLine } from "#components/ui/tag.tsx";
import { displayName } from "#lib/identity/rules.ts";
import { type AttemptStanding, declineReason, standingOfAttempt } from "#lib/payment/rules.ts";
import type { Fee } from "../../_parts/read-fee.ts";
import { refundsOf } from "../../_parts/refunds-of.ts";

const looks: Record<AttemptStanding, TagLine> = {
  waiting: "dashed",
  late: "dashed",
  paid: "filled",
  "owed-back": "amber",
  declined: "thin",
  expired: "thin",
  checking: "dotted",
};

/** What went wrong for the payer, and each refund step by step: it stands before what the fee is made of. */
export async function Refunds({ fee }: { fee: Fee }) {
  const t = await getTranslations("payment.note");
  const paying = await getTranslations("payment.paying");
  const refunds = refundsOf(fee);
  const charged = fee.attempts.some(({ attemptId }) => fee.payers.get(attemptId)?.chargedAgain);
  return (
    <>
      {charged ? (
        <div className="pt-8">
          <Callout kind="warn" level={2} title={paying("charged")}>
            <p>{paying("chargedText")}</p>
          </Callout>
        </div>
      ) : null}
      {refunds.length > 0 ? (
        <Section title={t("refunds")} id="refunds">
          {refunds.map((refund) => (
            <RefundSteps key={refund.refundId} refund={refund} />
          ))}
        </Section>
      ) : null}
    </>
  );
}

/** Every payment of a note and what became of it. */
export async function Tries({ fee, now }: { fee: Fee; now: Date }) {
  const t = await getTranslations("payment.note");
  const tries = await getTranslations("payment.tries");
  const declined = await getTranslations("payment.decline");
  const locale = await getLocale();
  const { attempts, payers } = fee;
  if (attempts.length === 0) return null;
  return (
    <Section title={t("tries")} id="tries">
      <ul>
        {attempts.map((one) => {
          const standing = standingOfAttempt(one, now);
          const payer = payers.get(one.attemptId);
          return (
            <EntryRow
              key={one.attemptId}
              title={money(one.amountVnd)}
              href={payingAddress(fee.note.noteId, one.reference)}
              tag={<Tag line={looks[standing]}>{tries(standing)}</Tag>}
            >
              <p>{moment(one.paidAt ?? one.createdAt, locale)}</p>
              {payer?.mine ? (
                <p>{t("tryYou")}</p>
              ) : payer?.name ? (
                <p>{t("tryBy", { name: displayName(payer.name) })}</p>
              ) : null}
              {standing === "declined" ? <p>{declined(declineReason(one.reason))}</p> : null}
            </EntryRow>
          );
        })}
      </ul>
    </Section>
  );
}
