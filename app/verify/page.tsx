import { getLocale, getTranslations } from "next-intl/server";
import { moment, vnd } from "#components/copy/format.ts";
import { money, spelledReference } from "#components/payment/fee-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { checkReceipt, type ReceiptSplit } from "#lib/payment/index.ts";
import { webEnv } from "#lib/platform/env.ts";
import { firstOf, type PageProps } from "../_entry/page.tsx";
import { BookPage } from "../_entry/shell.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("payment.verify"))("title") };
}

/** Who bore which part of the costs, as far as the paper says so. */
const shares = (split: ReceiptSplit | null) =>
  split
    ? [
        { word: "insurance" as const, amountVnd: split.insurancePaysVnd },
        { word: "copayment" as const, amountVnd: split.copaymentVnd },
        { word: "selfPay" as const, amountVnd: split.selfPayVnd },
      ].filter(({ amountVnd }) => amountVnd > 0)
    : [];

/** Kiểm tra giấy của sổ: open to all. Only the signature is looked at; no book is opened and no database asked. */
export default async function Page({ searchParams }: PageProps) {
  const t = await getTranslations("payment.verify");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const { text } = firstOf(await searchParams);
  const verdict = text?.trim() ? checkReceipt(webEnv().paperKeys, text) : null;
  return (
    <BookPage back={{ href: "/", label: common("home") }}>
      <PageTitle>{t("title")}</PageTitle>
      {verdict?.kind === "genuine" ? (
        <div role="status" className="pb-8">
          <Section title={t("good")}>
            <p className="pb-2">{t("goodText")}</p>
            <LeaderList
              facts={[
                { noun: t("place"), fact: verdict.receipt.facility },
                { noun: t("patient"), fact: verdict.receipt.patient },
                { noun: t("amount"), fact: money(verdict.receipt.amountVnd), strong: true },
                ...shares(verdict.receipt.split).map(({ word, amountVnd }) => ({
                  noun: t(word),
                  fact: vnd(amountVnd),
                })),
                { noun: t("note"), fact: verdict.receipt.noteNumber },
                { noun: t("paidAt"), fact: moment(verdict.receipt.paidAt, locale) },
                { noun: t("reference"), fact: spelledReference(verdict.receipt.reference) },
                ...(verdict.receipt.refundedVnd > 0n
                  ? [{ noun: t("refunded"), fact: money(verdict.receipt.refundedVnd) }]
                  : []),
                { noun: t("made"), fact: moment(verdict.receipt.madeAt, locale) },
              ]}
            />
            <p className="pt-2">{t("later")}</p>
            <p className="pt-2">{t("not")}</p>
          </Section>
        </div>
      ) : verdict ? (
        <div role="alert" className="pb-8">
          <Callout kind="warn" level={2} title={t(verdict.kind === "forged" ? "bad" : "unreadable")}>
            <p>{t(verdict.kind === "forged" ? "badText" : "unreadableText")}</p>
          </Callout>
        </div>
      ) : null}
      <p className="pb-4">{t("lead")}</p>
      <form action="/verify" method="get">
        <Stack loose>
          <Field
            label={t("label")}
            name="text"
            hint={t("hint")}
            lines={4}
            defaultValue={verdict && verdict.kind !== "genuine" ? text : ""}
            autoComplete="off"
            maxLength={6000}
          />
          <Button>{t("go")}</Button>
        </Stack>
      </form>
    </BookPage>
  );
}
