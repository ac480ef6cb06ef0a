import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { feeAddress, money, payingAddress, waitingAddress } from "#components/payment/fee-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import { facilityNames } from "#lib/facility/index.ts";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { BookPage } from "../../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../../_entry/words.ts";
import { readPayment } from "../../../_parts/read-payment.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("payment.paying"))("wait") };
}

/**
 * Waits with the payer until the bank has spoken, and only reads. The browser comes again by itself (`proxy.ts`), without
 * scripts, until the truth is known or the reader stops it.
 */
export default citizenPage(
  ({ noteId, reference }) =>
    `/payment/${encodeURIComponent(noteId ?? "")}/waiting/${encodeURIComponent(reference ?? "")}`,
  async ({ ctx, params, search }) => {
    const t = await getTranslations("payment.paying");
    const words = await getTranslations("payment");
    const [{ fee, attempt, standing }, names] = await Promise.all([
      readPayment(ctx, params),
      facilityNames(ctx.app),
    ]);
    if (standing !== "waiting" && standing !== "late")
      redirect(payingAddress(fee.note.noteId, attempt.reference));
    const { facilityName } = await facilityWords(names);
    const told = { amount: money(attempt.amountVnd), facility: facilityName(fee.note.facilityCode) };
    const here = waitingAddress(fee.note.noteId, attempt.reference);
    const late = standing === "late";
    const stopped = search.look === "stopped";
    return (
      <BookPage back={{ href: feeAddress(fee.note.noteId), label: words("title") }}>
        <PageTitle>{t(late ? "late" : "wait")}</PageTitle>
        <p className="pb-6">{t(late ? "lateText" : "waitText", told)}</p>
        <Timeline
          words={{ done: t("words.done"), now: t("words.now"), "to-come": t("words.to-come") }}
          steps={[
            { title: t("stepSent"), standing: "done" },
            { title: t("stepBank"), standing: "now" },
            { title: t("stepBook"), standing: "to-come" },
            { title: t("stepReceipt"), standing: "to-come" },
          ]}
        />
        <div className="py-6">
          <Callout kind="warn" level={2} title={t("dont")}>
            <p>{t("dontText")}</p>
          </Callout>
        </div>
        <p className="pb-4">{t("leave")}</p>
        <Button kind="second" href={here}>
          {t("again")}
        </Button>
        <p className="pt-3 text-ink-2 text-second">{t(stopped ? "stopped" : "auto")}</p>
        {stopped ? null : <LinkLine href={`${here}?look=stopped` as Route} label={t("stop")} />}
        {late ? null : (
          <Section title={t("notPaid")}>
            <LinkLine href={feeAddress(fee.note.noteId)} label={t("notPaidYet")} />
          </Section>
        )}
      </BookPage>
    );
  },
  "self",
);
