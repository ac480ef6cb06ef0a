import { getLocale, getTranslations } from "next-intl/server";
import { moment, vnd } from "#components/copy/format.ts";
import { feeAddress } from "#components/payment/fee-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Section } from "#components/ui/section.tsx";
import { type StepStanding, Timeline } from "#components/ui/timeline.tsx";
import { UNPAID_HOURS } from "#lib/teleconsult/rules.ts";
import type { OwnCase } from "./read-case.ts";

type Props = { found: OwnCase; facility: string; now: Date };

/** How it stands, in one sentence, with the time that was promised. */
export async function Standing({ found, facility, now }: Props) {
  const t = await getTranslations("teleconsult.case");
  const locale = await getLocale();
  const { status, promisedAt, callAt, callMinutes, noteId, priceVnd, madeAt, endedAt } = found;
  const at = (date: Date) => moment(date, locale);
  if (status === "unpaid" && noteId) {
    const until = new Date(madeAt.getTime() + UNPAID_HOURS * 3_600_000);
    const amount = vnd(Number(priceVnd));
    return (
      <>
        <Callout kind="warn" level={2} title={t("now.unpaid")}>
          <p>{t("text.unpaid", { amount, until: at(until) })}</p>
        </Callout>
        <div className="pt-4">
          <Button href={feeAddress(noteId)}>{t("pay", { amount })}</Button>
        </div>
      </>
    );
  }
  if ((status === "sent" || status === "reading") && promisedAt) {
    const late = promisedAt < now;
    return (
      <Callout
        kind={late ? "warn" : "note"}
        level={2}
        title={t(`now.${status}`, { facility, doctor: found.claimedByName ?? "" })}
      >
        {callAt && callMinutes && !late ? (
          <p>{t("text.call", { at: at(callAt), minutes: callMinutes })}</p>
        ) : (
          <p>{t(late ? "text.late" : "text.promise", { at: at(promisedAt) })}</p>
        )}
        <p>{t("remote")}</p>
      </Callout>
    );
  }
  if (status === "cancelled" || status === "lapsed" || status === "refused")
    return (
      <Callout kind="note" level={2} title={t(`now.${status}`)}>
        {status === "cancelled" && endedAt ? <p>{t("text.cancelled", { at: at(endedAt) })}</p> : null}
        {status === "lapsed" ? <p>{t("text.lapsed")}</p> : null}
        {noteId && status !== "lapsed" ? (
          <>
            <p>{t("text.refund")}</p>
            <Button kind="plain" href={feeAddress(noteId)}>
              {t("fee")}
            </Button>
          </>
        ) : null}
      </Callout>
    );
  return null;
}

/** Four steps, each with its time or by when it was promised. */
export async function Steps({ found, facility }: Omit<Props, "now">) {
  const t = await getTranslations("teleconsult.case");
  const locale = await getLocale();
  const at = (date: Date | null | undefined) => (date ? moment(date, locale) : undefined);
  const { status, madeAt, sentAt, firstClaimedAt, answeredAt, promisedAt, endedAt } = found;
  const over = endedAt !== null;
  const step = (title: string, done: Date | null, next: boolean, second?: string) => ({
    title,
    second: done ? at(done) : second,
    standing: (done ? "done" : next ? "now" : "to-come") satisfies StepStanding as StepStanding,
  });
  const last =
    status === "refused" || status === "cancelled" || status === "lapsed"
      ? step(t(`timeline.${status}`), endedAt, false)
      : step(
          t("timeline.answered"),
          answeredAt,
          status === "reading",
          promisedAt ? t("timeline.by", { at: moment(promisedAt, locale) }) : undefined,
        );
  const between = [
    step(t("now.sent", { facility }), sentAt, status === "unpaid"),
    step(t("timeline.reading"), firstClaimedAt, status === "sent", t("timeline.soon")),
  ].filter(({ standing }) => !over || standing === "done");
  const words = { done: t("words.done"), now: t("words.now"), "to-come": t("words.to-come") };
  return (
    <Section title={t("steps")}>
      <Timeline words={words} steps={[step(t("timeline.sent"), madeAt, false), ...between, last]} />
    </Section>
  );
}
