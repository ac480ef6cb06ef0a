import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { ForgetDevice } from "#components/device/forget-device.tsx";
import { Devices } from "#components/identity/devices.tsx";
import { Button } from "#components/ui/button.tsx";
import { ContentsList } from "#components/ui/contents-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { openBook, whoseBook } from "#lib/consent/index.ts";
import { deviceOf, listOwnSessions } from "#lib/identity/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { citizenPage } from "../../_entry/page.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { leave, leaveEverywhere } from "../../sign-in/actions.ts";
import { endSession } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("me"))("title") };
}

/** Của tôi: my details, who looked, what I may choose, the way out, and where else I am signed in. */
export default citizenPage(
  () => "/me",
  async ({ ctx, session, search }) => {
    const t = await getTranslations("me");
    const messages = await getTranslations("messages.settings");
    const locale = await getLocale();
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "identity");
    const [owner, sessions] = await Promise.all([whoseBook(book), listOwnSessions(ctx.app, ctx.actor.token)]);
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
          <Notice title={search.done === "ended" ? t("ended") : t("endFailed")} />
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
            { icon: "bell", noun: messages("title"), href: "/messages/settings" },
            { icon: "settings", noun: t("look"), href: "/me/look" as Route },
            { icon: "offline", noun: t("offline"), href: "/me/offline" as Route },
            { icon: "info", noun: t("status"), href: "/status" },
          ]}
        />
        <div className="[@media(display-mode:standalone)]:hidden">
          <ContentsList rows={[{ icon: "download", noun: t("install"), href: "/me/install" as Route }]} />
        </div>
        <form action={leave} className="pt-6">
          <ForgetDevice offline={t("leftOffline")} />
          <Button>{t("signOut")}</Button>
        </form>
        <Section id="devices" title={t("devices")}>
          <p className="pb-2">{t("devicesLead")}</p>
          <Devices devices={devices} thisWord={t("thisDevice")} endWord={t("endOther")} end={endSession} />
          <form action={leaveEverywhere} className="pt-6">
            <ForgetDevice offline={t("leftOffline")} />
            <p className="pb-3">{t("everywhereHint")}</p>
            <Button kind="second">{t("everywhere")}</Button>
          </form>
        </Section>
      </BookPage>
    );
  },
  "self",
);
