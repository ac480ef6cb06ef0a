import { getLocale, getTranslations } from "next-intl/server";
import { moment, vnd } from "#components/copy/format.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Attempt, Refund } from "#lib/payment/index.ts";

/** What goes back, step by step, and why. */
export async function RefundSteps({
  refunds,
  attempts,
}: {
  refunds: readonly Refund[];
  attempts: readonly Attempt[];
}) {
  if (refunds.length === 0) return null;
  const t = await getTranslations("payment");
  const locale = await getLocale();
  const twice = attempts.filter(({ duplicateOf }) => duplicateOf !== null);
  const amount = vnd(twice.reduce((sum, attempt) => sum + Number(attempt.amountVnd), 0));
  return (
    <Section title={t("refunds")}>
      {twice.length > 0 ? (
        <Callout kind="warn" title={t("twice.title")}>
          <p>{t("twice.text", { amount })}</p>
        </Callout>
      ) : null}
      <ul className="pt-2">
        {refunds.map((refund) => (
          <li key={refund.refundId} className="py-2">
            <p className="font-semibold">
              {t(`refund.${refund.status as "requested"}`, { amount: vnd(Number(refund.amountVnd)) })}
            </p>
            <p className="text-ink-2 text-second">
              {refund.because} · {t("refund.at", { when: moment(refund.requestedAt, locale) })}
            </p>
          </li>
        ))}
      </ul>
      <p className="text-ink-2 text-second">{t("refund.back")}</p>
    </Section>
  );
}
