import { copy, type Locale } from "#components/copy/index.ts";
import { OfflineStrip } from "#components/shell/offline-strip.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { ReaderParts } from "#components/verify/reader-parts.tsx";
import { LONGEST_TEXT } from "#components/verify/sort-text.ts";
import type { VerdictSheet } from "#components/verify/verdict-sheet.ts";
import { VerdictView } from "#components/verify/verdict-view.tsx";
import { stillPage } from "./still-page.tsx";

/** A verdict whose words are the names of their places, for `verify.ts` to fill. */
const places = (good: boolean): VerdictSheet => ({
  good,
  title: "%title%",
  texts: ["%text%"],
  facts: [{ noun: "%noun%", fact: "%fact%" }],
  dosesTitle: "%doses%",
  doses: [{ on: "%on%", vaccine: "%vaccine%", place: "%place%" }],
  notes: ["%note%"],
});

/** Kiểm tra giấy when there is no network: plain HTML made with the build; `verify.ts` judges, and fills in the verdict. */
export function verifyPage(locale: Locale, styles: readonly string[]): string {
  const { verify: t, offline, common } = copy[locale];
  return stillPage({
    locale,
    title: t.title,
    styles,
    script: "/verify.js",
    children: (
      <>
        <PageFrame
          strips={<OfflineStrip label={offline.strip}>{t.offline}</OfflineStrip>}
          top={<TopBar name={common.name} />}
        >
          <PageTitle>{t.title}</PageTitle>
          <div id="verdict" className="scroll-mt-4" />
          <p className="pb-4">{t.lead}</p>
          <ReaderParts words={t} />
          <form id="check" action="/verify" method="get">
            <Stack loose>
              <Field
                label={t.label}
                name="text"
                hint={t.hint}
                lines={4}
                autoComplete="off"
                maxLength={LONGEST_TEXT}
              />
              <Button kind="second">{t.go}</Button>
            </Stack>
          </form>
        </PageFrame>
        <template id="good">
          <VerdictView sheet={places(true)} />
        </template>
        <template id="bad">
          <VerdictView sheet={places(false)} />
        </template>
      </>
    ),
  });
}
