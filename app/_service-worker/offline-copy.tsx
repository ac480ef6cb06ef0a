import { copy, type Locale } from "#components/copy/index.ts";
import { CopyPartView } from "#components/device/copy-view.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmergencyLine } from "#components/ui/emergency-line.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { stillPage } from "./still-page.tsx";

const paper = {
  title: "%paper%",
  facts: [{ noun: "%noun%", fact: "%fact%" }],
  codes: [{ title: "%code%", size: 1, path: "" }],
  notes: ["%note%"],
};

/** A part whose words are the names of their places, for `show-copy.ts` to fill: a paper in each of its frames. */
const places = {
  title: "%part%",
  lead: "%lead%",
  papers: [paper, { ...paper, tone: "red" as const }],
  lines: [{ title: "%line%", more: ["%more%"], phone: "%call%" }],
};

/** Bản cất trong máy: plain HTML made with the build; `open-copy.ts` asks for PIN or passkey, and draws what it opens. */
export function copyPage(locale: Locale, styles: readonly string[]): string {
  const { offlineCopy, common } = copy[locale];
  const t = offlineCopy.page;
  return stillPage({
    locale,
    title: t.title,
    styles,
    script: "/offline-copy.js",
    children: (
      <>
        <PageFrame top={<TopBar back={{ href: "/", label: common.home }} />}>
          <PageTitle>{t.title}</PageTitle>
          <noscript>
            <p className="pb-4">{t.noScripts}</p>
          </noscript>
          <p id="says" role="status" className="pb-4 font-semibold empty:hidden" />
          <div id="none" hidden>
            <EmptyState title={t.none} when={t.noneText} />
          </div>
          <div id="closed" hidden>
            <p id="age" className="pb-4" />
            <form id="by-pin" hidden>
              <Stack loose>
                <Field
                  label={t.pin}
                  name="pin"
                  type="password"
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={6}
                  width="phone"
                />
                <Button>{t.open}</Button>
              </Stack>
            </form>
            <form id="by-passkey" hidden>
              <Button>{t.openByPhone}</Button>
            </form>
          </div>
          <div id="open" hidden>
            <form id="lock" className="pb-2">
              <Button kind="second">{t.lock}</Button>
            </form>
            <p className="pb-6 text-ink-2 text-second">{t.locksAfter}</p>
            <div id="sheet" />
          </div>
          <div className="pt-10">
            <EmergencyLine>{common.emergency}</EmergencyLine>
          </div>
        </PageFrame>
        <template id="part">
          <CopyPartView {...places} />
        </template>
      </>
    ),
  });
}
