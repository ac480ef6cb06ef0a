import { renderToStaticMarkup } from "react-dom/server";
import { createTranslator } from "use-intl/core";
import { copy, type Locale } from "#components/copy/index.ts";
import { OfflineStrip } from "#components/shell/offline-strip.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";

const facts = [
  "place",
  "patient",
  "amount",
  "insurance",
  "copayment",
  "selfPay",
  "note",
  "paidAt",
  "reference",
  "refunded",
  "made",
] as const;
const faults = ["forged", "unreadable", "keyless"] as const;

/** Kiểm tra giấy when there is no network: plain HTML made with the build; `verify.ts` shows the one verdict that holds. */
export function verifyPage(locale: Locale, styles: readonly string[]): string {
  const t = createTranslator({ locale, messages: copy[locale], namespace: "payment.verify" });
  const offline = createTranslator({ locale, messages: copy[locale], namespace: "offline" });
  const common = createTranslator({ locale, messages: copy[locale], namespace: "common" });
  const words = { forged: "bad", unreadable: "unreadable", keyless: "keyless" } as const;
  const page = (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{`${t("title")} · ${common("name")}`}</title>
        {styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        <script src="/verify.js" defer />
      </head>
      <body>
        <PageFrame
          strips={<OfflineStrip label={offline("strip")}>{t("offline")}</OfflineStrip>}
          top={<TopBar name={common("name")} />}
        >
          <PageTitle>{t("title")}</PageTitle>
          <div role="status" id="genuine" hidden className="pb-8">
            <Section title={t("good")}>
              <p className="pb-2">{t("goodText")}</p>
              <dl>
                {facts.map((fact) => (
                  <div key={fact} className="flex flex-wrap items-baseline gap-x-2 py-2">
                    <dt className="leader text-ink-2">{t(fact)}</dt>
                    <dd id={fact} className="ml-auto min-w-0 text-right wrap-anywhere" />
                  </div>
                ))}
              </dl>
              <p className="pt-2">{t("later")}</p>
              <p className="pt-2">{t("not")}</p>
            </Section>
          </div>
          {faults.map((fault) => (
            <div key={fault} role="alert" id={fault} hidden className="pb-8">
              <Callout kind="warn" level={2} title={t(words[fault])}>
                <p>{t(`${words[fault]}Text`)}</p>
              </Callout>
            </div>
          ))}
          <p className="pb-4">{t("lead")}</p>
          <form action="/verify" method="get">
            <Stack loose>
              <Field
                label={t("label")}
                name="text"
                hint={t("hint")}
                lines={4}
                autoComplete="off"
                maxLength={6000}
              />
              <Button>{t("go")}</Button>
            </Stack>
          </form>
        </PageFrame>
      </body>
    </html>
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}
