import { getLocale, getTranslations } from "next-intl/server";
import { happened, moment, time, vnd } from "#components/copy/format.ts";
import { money, payingAddress, receiptAddress } from "#components/payment/fee-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ConfirmationPanel } from "#components/ui/confirmation-panel.tsx";
import { FeeBar } from "#components/ui/fee-bar.tsx";
import { FigureNumber } from "#components/ui/figure-number.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Stack } from "#components/ui/stack.tsx";
import type { NoteTransfer } from "#lib/payment/index.ts";
import { LEAST_VND } from "#lib/payment/inputs.ts";
import { liveAttempt, MINUTES_TO_PAY, type NoteStanding, type partsOf } from "#lib/payment/rules.ts";
import type { Fee } from "../../_parts/read-fee.ts";
import { pay } from "../../actions.ts";
import { ByTransfer } from "./by-transfer.tsx";

type Props = {
  fee: Fee;
  standing: NoteStanding;
  parts: ReturnType<typeof partsOf>;
  /** Whether VNPay is connected at all. */
  connected: boolean;
  /** How it is paid by transfer; null where that is not possible. */
  transfer: NoteTransfer | null;
};

async function PayForm({ noteId, words, how }: { noteId: string; words: string; how: string }) {
  return (
    <form action={pay} className="pt-6">
      <input type="hidden" name="noteId" value={noteId} />
      <Button>{words}</Button>
      <p className="pt-3 text-ink-2 text-second">{how}</p>
    </form>
  );
}

/** What there is to do about a note: pay, go on, wait, or nothing any more. */
export async function Standing({ fee, standing, parts, connected, transfer }: Props) {
  const t = await getTranslations("payment.note");
  const locale = await getLocale();
  const { note, attempts, mayPay } = fee;
  const amount = money(note.leftVnd);
  const live = liveAttempt(attempts);
  const settled = attempts.find(({ attemptId }) => attemptId === note.settledBy);
  if (standing === "void")
    return (
      <Stack>
        <Callout kind="note" level={2} title={t("void")}>
          <p>{t("voidText", { when: note.voidedAt ? moment(note.voidedAt, locale) : "" })}</p>
          {fee.own && fee.note.voidedBecause ? (
            <p>{t("voidBecause", { because: fee.note.voidedBecause })}</p>
          ) : null}
        </Callout>
      </Stack>
    );
  if (standing === "paid-at-desk" && fee.own && fee.note.claimPaidAt)
    return (
      <Callout kind="note" level={2} title={t("paidDesk")}>
        <p>{t("paidDeskAt", { when: happened(fee.note.claimPaidAt, locale) })}</p>
      </Callout>
    );
  const closed = { insured: "insured", "paid-at-desk": "paidDesk", "set-off": "setOff" } as const;
  if (standing === "insured" || standing === "paid-at-desk" || standing === "set-off")
    return (
      <Callout kind="note" level={2} title={t(closed[standing])}>
        <p>{t(`${closed[standing]}Text`)}</p>
      </Callout>
    );
  if (standing === "paid" || standing === "partially-refunded" || standing === "refunded") {
    const backVnd = fee.refunds.reduce(
      (sum, one) =>
        one.attemptId === note.settledBy && one.status === "succeeded" ? sum + one.amountVnd : sum,
      0n,
    );
    return (
      <Stack loose>
        <ConfirmationPanel
          level={2}
          title={t("paidTitle", { amount: money(settled?.amountVnd ?? note.leftVnd) })}
          second={
            <>
              <p>
                {t("paidAt", {
                  when: settled
                    ? moment(settled.paidAt ?? settled.settledAt ?? settled.createdAt, locale)
                    : "",
                })}
              </p>
              {backVnd > 0n ? <p>{t("paidBack", { amount: money(backVnd) })}</p> : null}
            </>
          }
        />
        <Button href={receiptAddress(note.noteId)} kind="second" icon="fees">
          {t("receipt")}
        </Button>
      </Stack>
    );
  }
  const bar =
    parts.insurancePaysVnd > 0 ? (
      <div className="pt-3">
        <FeeBar
          others={parts.insurancePaysVnd}
          own={Number(note.leftVnd)}
          title={t("bar", { insurance: String(parts.insurancePaysVnd), own: String(note.leftVnd) })}
          othersLabel={t("barInsurance", { amount: vnd(parts.insurancePaysVnd) })}
          ownLabel={t("barOwn", { amount })}
        />
      </div>
    ) : null;
  const waits = standing === "confirming" || standing === "checking" ? standing : null;
  return (
    <div>
      <FigureNumber noun={t(waits ? "wasAsked" : "youPay")}>{amount}</FigureNumber>
      {bar}
      {standing === "at-the-desk" ? (
        <div className="pt-6">
          <Callout kind="note" level={2} title={t("atDesk")}>
            <p>{t("atDeskText", { least: vnd(LEAST_VND) })}</p>
          </Callout>
        </div>
      ) : null}
      {waits ? (
        <div className="pt-6">
          <Callout kind="warn" level={2} title={t(waits)}>
            <p>{t(`${waits}Text`)}</p>
          </Callout>
        </div>
      ) : null}
      {standing === "paying" && live ? (
        <div className="pt-6">
          <Callout kind="warn" level={2} title={t("paying")}>
            <p>{t("payingText", { time: time(live.expiresAt) })}</p>
          </Callout>
        </div>
      ) : null}
      {live ? (
        <LinkLine
          href={payingAddress(note.noteId, live.reference)}
          label={t(waits === "checking" ? "lookChecked" : "look")}
        />
      ) : null}
      {standing === "due" || standing === "paying" ? (
        mayPay ? (
          <>
            {connected ? (
              <PayForm
                noteId={note.noteId}
                words={t(standing === "paying" ? "payOn" : "pay", { amount })}
                how={t("how", { minutes: MINUTES_TO_PAY })}
              />
            ) : (
              <p className="pt-6">{t(transfer ? "notByVnpay" : "notConnected")}</p>
            )}
            {transfer && standing === "due" ? <ByTransfer transfer={transfer} /> : null}
            {connected || transfer ? <p className="pt-2 text-ink-2 text-second">{t("desk")}</p> : null}
          </>
        ) : (
          <p className="pt-6">{t("cannotPay")}</p>
        )
      ) : null}
    </div>
  );
}
