import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { type StepStanding, Timeline } from "#components/ui/timeline.tsx";
import { money } from "./fee-words.ts";

export type RefundToFollow = {
  refundId: string;
  amountVnd: bigint;
  status: string;
  requestedAt: Date;
  submittedAt: Date | null;
  endedAt: Date | null;
  because?: string;
  /** Asked for by the book itself: a second payment, or a deposit's rest. */
  byBook?: boolean;
  /** So large that a second person at the facility agrees. */
  byTwo?: boolean;
  /** Of a transfer: it goes back by the facility's own bank. */
  byBank?: boolean;
};

/** One refund, step by step: asked for, sent, the bank, done; and where it went another way. */
export async function RefundSteps({ refund, level = 3 }: { refund: RefundToFollow; level?: 2 | 3 }) {
  const Heading = `h${level}` as const;
  const t = await getTranslations("payment.refund");
  const words = await getTranslations("payment.paying.words");
  const locale = await getLocale();
  const when = (at: Date | null) => (at ? moment(at, locale) : undefined);
  const { status } = refund;
  const asked = {
    title: t(refund.byBook ? "requestedByBook" : "requested"),
    second: [when(refund.requestedAt), refund.because ? t("because", { because: refund.because }) : undefined]
      .filter(Boolean)
      .join(". "),
    standing: (status === "requested" ? "now" : "done") as StepStanding,
  };
  const step = (title: string, standing: StepStanding, second?: string) => ({
    title,
    standing,
    ...(second ? { second } : {}),
  });
  const sent = refund.submittedAt !== null;
  const steps =
    status === "withdrawn"
      ? [asked, step(t("withdrawn"), "done", when(refund.endedAt))]
      : [
          refund.byTwo ? { ...asked, standing: "done" as const } : asked,
          ...(refund.byTwo
            ? [step(t("approved"), sent ? "done" : "now", sent ? undefined : t("approvedText"))]
            : []),
          step(
            t(refund.byBank ? "submittedBank" : "submitted"),
            sent ? "done" : "to-come",
            when(refund.submittedAt),
          ),
          status === "rejected"
            ? step(
                t(refund.byBank ? "rejectedBank" : "rejected"),
                "now",
                [when(refund.endedAt), t("rejectedText")].filter(Boolean).join(". "),
              )
            : status === "unknown"
              ? step(t("unknown"), "now", t(refund.byBank ? "unknownBank" : "unknownText"))
              : step(
                  t(refund.byBank ? "bankTransfer" : "bank"),
                  status === "succeeded" ? "done" : sent ? "now" : "to-come",
                  status === "submitted" ? t("noDay") : undefined,
                ),
          ...(status === "rejected"
            ? []
            : [
                step(
                  t("done"),
                  status === "succeeded" ? "done" : "to-come",
                  status === "succeeded"
                    ? [when(refund.endedAt), t("doneText")].filter(Boolean).join(". ")
                    : undefined,
                ),
              ]),
        ];
  return (
    <div className="pt-2 pb-4">
      <Heading className="pb-3 text-line-title">{t("title", { amount: money(refund.amountVnd) })}</Heading>
      <Timeline
        steps={steps}
        words={{ done: words("done"), now: words("now"), "to-come": words("to-come") }}
      />
    </div>
  );
}
