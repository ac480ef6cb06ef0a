import { getLocale, getTranslations } from "next-intl/server";
import { moment, time, vnd } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ConfirmationPanel } from "#components/ui/confirmation-panel.tsx";
import { FigureNumber } from "#components/ui/figure-number.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Attempt, FeeNote } from "#lib/payment/index.ts";
import { LEAST_VND, type NoteStanding } from "#lib/payment/rules.ts";
import { pay } from "../../actions.ts";

const reasons = [
  "cancelled",
  "no-funds",
  "over-limit",
  "wrong-otp",
  "wrong-card",
  "wrong-password",
  "card-locked",
  "no-internet-banking",
  "bank-maintenance",
  "expired",
] as const;
const faults = ["not-open", "at-the-desk", "being-checked", "being-confirmed", "too-many", "failed"] as const;

type Props = {
  note: FeeNote;
  attempts: readonly Attempt[];
  standing: NoteStanding;
  connected: boolean;
  fault: string | undefined;
};

/** What there is to do about a note now, and what became of the last try. */
export async function PaymentState({ note, attempts, standing, connected, fault }: Props) {
  const t = await getTranslations("payment");
  const locale = await getLocale();
  const amount = vnd(Number(note.amountVnd));
  const [last] = attempts;
  const live = attempts.find(({ status }) => status === "pending");
  const settled = attempts.find(({ attemptId }) => attemptId === note.settledBy);
  const said = faults.find((one) => one === fault);
  const payable = standing === "open" || standing === "going-on";

  if (settled?.settledAt)
    return (
      <>
        <ConfirmationPanel
          level={2}
          title={t("paid.title", { amount })}
          second={t("paid.at", { when: moment(settled.paidAt ?? settled.settledAt, locale) })}
        />
        {standing === "paid" ? null : (
          <p className="pt-4">
            <Tag line="filled">{t(`status.${standing as "refunded"}`)}</Tag>
          </p>
        )}
        <Section title={t("paid.facts")}>
          <LeaderList
            facts={[
              { noun: t("paid.bank"), fact: settled.bankCode ?? "–" },
              { noun: t("paid.transaction"), fact: settled.transactionNo ?? "–" },
              { noun: t("paid.reference"), fact: settled.reference },
            ]}
          />
          <p className="pt-2">{t("paid.notInvoice")}</p>
        </Section>
      </>
    );
  if (standing === "waiting" && live)
    return (
      <div className="grid gap-4" role="status">
        <h2 className="text-section">{t("waiting.title")}</h2>
        <p>{t("waiting.text", { amount, at: time(live.createdAt) })}</p>
        <Callout kind="warn" title={t("waiting.dont")}>
          <p>{t("waiting.dontText")}</p>
        </Callout>
        <p>{t("waiting.close")}</p>
        <Button kind="second" href={`/payment/${note.noteId}`}>
          {t("waiting.look")}
        </Button>
      </div>
    );
  if (standing === "review")
    return (
      <Callout kind="warn" level={2} title={t("review.title")}>
        <p>{t("review.text")}</p>
      </Callout>
    );
  return (
    <div className="grid gap-4">
      {said ? (
        <div role="alert">
          <Callout kind="warn" level={2} title={t(`faults.${said}`)} />
        </div>
      ) : last?.status === "failed" && payable ? (
        <Callout kind="warn" level={2} title={t("ended.declined")}>
          <p>{t(`ended.reasons.${reasons.find((one) => one === last.reason) ?? "other"}`)}</p>
        </Callout>
      ) : last?.status === "expired" && payable ? (
        <Callout kind="warn" level={2} title={t("ended.expired")}>
          <p>{t("ended.expiredText")}</p>
        </Callout>
      ) : null}
      <FigureNumber noun={payable || standing === "desk" ? t("need") : t(`status.${standing as "void"}`)}>
        {amount}
      </FigureNumber>
      {standing === "going-on" && live ? (
        <p>{t("goOnHint", { at: time(live.createdAt), until: time(live.expiresAt) })}</p>
      ) : null}
      {payable && connected ? (
        <form action={pay}>
          <input type="hidden" name="noteId" value={note.noteId} />
          <Button>{t(standing === "going-on" ? "goOn" : "pay", { amount })}</Button>
          <p className="pt-2 text-ink-2 text-second">{t("way")}</p>
        </form>
      ) : null}
      {payable ? <p>{connected ? t("orDesk") : t("unconnected")}</p> : null}
      {standing === "desk" ? <p>{t("desk", { least: vnd(Number(LEAST_VND)) })}</p> : null}
    </div>
  );
}
