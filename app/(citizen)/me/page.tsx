import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { ForgetDevice } from "#components/device/forget-device.tsx";
import { Devices } from "#components/identity/devices.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ContentsList } from "#components/ui/contents-list.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBook, whoseBook } from "#lib/consent/index.ts";
import { deviceOf, listOwnSessions } from "#lib/identity/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { citizenPage } from "../../_entry/page.tsx";
import { readerChoices } from "../../_entry/settings.ts";
import { chooseLook } from "../../_entry/settings-actions.ts";
import { BookPage } from "../../_entry/shell.tsx";
import { leave, leaveEverywhere } from "../../sign-in/actions.ts";
import { endSession } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("me"))("title") };
}

/** Của tôi: my details, who looked, how it looks, where I am signed in, and the way out. */
export default citizenPage(
  () => "/me",
  async ({ ctx, session, search }) => {
    const t = await getTranslations("me");
    const locale = await getLocale();
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "identity");
    const [owner, sessions, look] = await Promise.all([
      whoseBook(book),
      listOwnSessions(ctx.app, ctx.actor.token),
      readerChoices(),
    ]);
    const devices = sessions.map((one) => {
      const device = deviceOf(one.userAgent);
      return {
        id: one.sessionId,
        name: device ? t("deviceOn", device) : t("deviceUnknown"),
        thisOne: one.thisOne,
        since: t("since", { when: moment(one.beganAt, locale) }),
        seen: t("seen", { when: moment(one.seenAt, locale) }),
      };
    });
    return (
      <BookPage tab="me">
        <PageTitle below={displayName(session.name)}>{t("title")}</PageTitle>
        {search.done === "ended" || search.done === "not-there" ? (
          <div role="status" className="pb-6">
            <Callout kind="note" title={search.done === "ended" ? t("ended") : t("endFailed")} level={2} />
          </div>
        ) : null}
        <ContentsList
          rows={[
            {
              icon: "id-card",
              noun: t("identity"),
              href: "/me/identity",
              fact: t("identityFact", { count: owner.differing.length }),
            },
            { icon: "lock", noun: t("log"), href: "/consent/access-log" },
            { icon: "flag", noun: t("corrections"), href: "/record/corrections" },
            { icon: "allowed", noun: t("rights"), href: "/consent" },
            { icon: "info", noun: t("status"), href: "/status" },
            { icon: "offline", noun: t("offline"), href: "/me/offline" as Route },
          ]}
        />
        <div className="[@media(display-mode:standalone)]:hidden">
          <ContentsList rows={[{ icon: "download", noun: t("install"), href: "/me/install" as Route }]} />
        </div>
        <Section title={t("look")}>
          <form action={chooseLook}>
            <Stack loose>
              <RadioGroup
                legend={t("textLabel")}
                name="text"
                value={look.text ?? "normal"}
                options={[
                  { value: "normal", label: t("textNormal") },
                  { value: "large", label: t("textLarge") },
                ]}
              />
              <RadioGroup
                legend={t("themeLabel")}
                name="theme"
                value={look.theme ?? "auto"}
                options={[
                  { value: "auto", label: t("themeAuto") },
                  { value: "light", label: t("themeLight") },
                  { value: "dark", label: t("themeDark") },
                  { value: "sun", label: t("themeSun") },
                ]}
              />
              <RadioGroup
                legend={t("languageLabel")}
                name="lang"
                value={locale}
                options={[
                  { value: "vi", label: "Tiếng Việt" },
                  { value: "en", label: "English" },
                ]}
              />
              <Button kind="second">{t("save")}</Button>
            </Stack>
          </form>
        </Section>
        <Section id="devices" title={t("devices")}>
          <p className="pb-2">{t("devicesLead")}</p>
          <Devices devices={devices} thisWord={t("thisDevice")} endWord={t("endOther")} end={endSession} />
        </Section>
        <Section title={t("leave")}>
          <Stack loose>
            <form action={leave}>
              <ForgetDevice offline={t("leftOffline")} />
              <Button>{t("signOut")}</Button>
            </form>
            <form action={leaveEverywhere}>
              <ForgetDevice offline={t("leftOffline")} />
              <p className="pb-3">{t("everywhereHint")}</p>
              <Button kind="second">{t("everywhere")}</Button>
            </form>
          </Stack>
        </Section>
      </BookPage>
    );
  },
  "self",
);
