import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Attempt, Refund } from "#lib/payment/index.ts";
import { SECOND_PERSON_ABOVE_VND } from "#lib/payment/rules.ts";
import { money, RefundTag, times } from "./words.tsx";

type Ends = (form: FormData) => Promise<void>;
const DAYS_OF_VNPAY = 3;

/** Whether the money of a payment in review is there. */
export async function JudgeForm({ attempt, back, judge }: { attempt: Attempt; back: string; judge: Ends }) {
  const t = await getTranslations("feeDesk");
  const amount = money(attempt.amountVnd);
  return (
    <Section title={t("review")}>
      <p className="wrap-anywhere">{t("reviewText", { reference: attempt.reference })}</p>
      <form action={judge} className="grid max-w-column gap-4 pt-4">
        <input type="hidden" name="attemptId" value={attempt.attemptId} />
        <input type="hidden" name="back" value={back} />
        <RadioGroup
          legend={t("reviewLegend")}
          name="received"
          required
          options={[
            { value: "yes", label: t("reviewYes", { amount }) },
            { value: "no", label: t("reviewNo") },
          ]}
        />
        <Field
          label={t("howKnown")}
          hint={t("howKnownHint")}
          name="because"
          id={`judge-${attempt.attemptId}`}
          maxLength={500}
          autoComplete="off"
          required
        />
        <Button>{t("reviewSend")}</Button>
      </form>
    </Section>
  );
}

/** Asks for a refund of what can still be given back. */
export async function AskRefundForm(o: { attempt: Attempt; amount: bigint; back: string; ask: Ends }) {
  const t = await getTranslations("feeDesk");
  const { attempt, amount, back, ask } = o;
  const limit = money(SECOND_PERSON_ABOVE_VND);
  return (
    <Section title={t("askRefund")}>
      <p className="wrap-anywhere">
        {t("askRefundText", { amount: money(amount), reference: attempt.reference, limit })}
      </p>
      <form action={ask} className="grid max-w-column gap-4 pt-4">
        <input type="hidden" name="attemptId" value={attempt.attemptId} />
        <input type="hidden" name="back" value={back} />
        <Field
          label={t("refundAmount")}
          name="amountVnd"
          id={`amount-${attempt.attemptId}`}
          inputMode="numeric"
          width="phone"
          defaultValue={String(amount)}
          autoComplete="off"
          required
        />
        <Field
          label={t("because")}
          hint={t("becauseHint")}
          name="because"
          id={`ask-${attempt.attemptId}`}
          maxLength={500}
          autoComplete="off"
          required
        />
        <Button kind="second">{t("askRefundSend")}</Button>
      </form>
    </Section>
  );
}

type Actions = { send: Ends; withdraw: Ends; decide: Ends };

async function SendForms(o: {
  refund: Refund;
  transfer: boolean;
  owed: boolean;
  own: boolean;
  back: string;
  actions: Actions;
}) {
  const t = await getTranslations("feeDesk");
  const { refund, transfer, own, back, actions } = o;
  const limit = money(SECOND_PERSON_ABOVE_VND);
  const hidden = (
    <>
      <input type="hidden" name="refundId" value={refund.refundId} />
      <input type="hidden" name="back" value={back} />
    </>
  );
  return (
    <>
      {own && refund.amountVnd > SECOND_PERSON_ABOVE_VND ? (
        <p className="pt-2">{t("sendRefundSecond", { limit })}</p>
      ) : (
        <form action={actions.send} className="grid max-w-column gap-4 pt-2">
          {hidden}
          <p>{transfer ? t("sendTransfer") : t("sendRefundText")}</p>
          <Button>{t("sendRefund")}</Button>
        </form>
      )}
      {o.owed ? null : (
        <form action={actions.withdraw} className="max-w-column pt-2">
          {hidden}
          <Button kind="second">{t("withdraw")}</Button>
        </form>
      )}
    </>
  );
}

/** One refund: its steps, and what its desk may do now. */
export async function RefundCard(o: {
  refund: Refund;
  attempt: Attempt | undefined;
  staffName: string;
  back: string;
  now: Date;
  actions: Actions;
}) {
  const t = await getTranslations("feeDesk");
  const when = await times();
  const { refund, attempt, back, now, actions } = o;
  const transfer = attempt?.channel === "transfer";
  const waited =
    now.getTime() - (refund.submittedAt?.getTime() ?? now.getTime()) > DAYS_OF_VNPAY * 86_400_000;
  const decidable = refund.status === "unknown" || (refund.status === "submitted" && (transfer || waited));
  const own = refund.requestedByName === o.staffName;
  const answer = refund.answer ?? "";
  return (
    <Section title={t("refunds")} aside={money(refund.amountVnd)}>
      <p>
        <RefundTag status={refund.status} />{" "}
        {t.has(`answers.${answer as "sent"}`) ? t(`answers.${answer as "sent"}`) : ""}
      </p>
      <p className="pt-2 wrap-anywhere">
        {t("refundAsked", {
          name: refund.requestedByName,
          when: when(refund.requestedAt),
          because: refund.because,
        })}
      </p>
      {refund.approvedByName ? <p>{t("refundApproved", { name: refund.approvedByName })}</p> : null}
      {refund.decidedByName && refund.decidedBecause ? (
        <p className="wrap-anywhere">
          {t("refundDecided", { name: refund.decidedByName, because: refund.decidedBecause })}
        </p>
      ) : null}
      {refund.status === "requested" ? (
        <SendForms
          refund={refund}
          transfer={transfer}
          owed={attempt?.owedBack ?? false}
          own={own}
          back={back}
          actions={actions}
        />
      ) : null}
      {decidable ? (
        <form action={actions.decide} className="grid max-w-column gap-4 pt-4">
          <input type="hidden" name="refundId" value={refund.refundId} />
          <input type="hidden" name="back" value={back} />
          <p>{t("decideRefundText")}</p>
          <RadioGroup
            legend={t("decideLegend")}
            name="outcome"
            required
            options={[
              { value: "succeeded", label: t("decideYes") },
              { value: "rejected", label: t("decideNo") },
            ]}
          />
          <Field
            label={t("howKnown")}
            hint={t("howKnownHint")}
            name="because"
            id={`decide-${refund.refundId}`}
            maxLength={500}
            autoComplete="off"
            required
          />
          <Button>{t("decideSend")}</Button>
        </form>
      ) : null}
    </Section>
  );
}
