import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { day, moment } from "#components/copy/format.ts";
import { copy } from "#components/copy/index.ts";
import { ThisPhone, ThisPhoneMark } from "#components/device/this-phone.tsx";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { DoDontList } from "#components/ui/do-dont-list.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openBook } from "#lib/consent/index.ts";
import { deviceOf } from "#lib/identity/index.ts";
import { listOfflineCopies, type OfflineCopy } from "#lib/rights/index.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { endCopy } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("offlineCopy"))("title") };
}

const news = { kept: "kept", ended: "ended", "not-there": "notThere" } as const;

async function Phones({ copies }: { copies: readonly OfflineCopy[] }) {
  const t = await getTranslations("offlineCopy");
  const me = await getTranslations("me");
  const locale = await getLocale();
  if (copies.length === 0) return <p>{t("phonesNone")}</p>;
  return (
    <ul>
      {copies.map(({ copyId, userAgent, refreshedAt, lastsUntil }) => {
        const device = deviceOf(userAgent);
        return (
          <EntryRow
            key={copyId}
            tag={
              <ThisPhoneMark copyId={copyId}>
                <Tag line="filled">{me("thisDevice")}</Tag>
              </ThisPhoneMark>
            }
            title={device ? me("deviceOn", device) : me("deviceUnknown")}
            foot={
              <form action={endCopy}>
                <input type="hidden" name="copyId" value={copyId} />
                <Button kind="plain">{t("end")}</Button>
              </form>
            }
          >
            <p>{t("updated", { when: moment(refreshedAt, locale) })}</p>
            <p>{t("until", { day: day(lastsUntil) })}</p>
          </EntryRow>
        );
      })}
    </ul>
  );
}

/** Xem khi không có mạng: what a copy on the phone holds, how it is kept, what that cannot stop, and which phones keep one. */
export default citizenPage(
  () => "/me/offline",
  async ({ ctx, search }) => {
    const t = await getTranslations("offlineCopy");
    const me = await getTranslations("me");
    const { insideItems, safeItems, dangerItems } = copy[await getLocale()].offlineCopy;
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "identity");
    const copies = await listOfflineCopies(book, ctx.now);
    const said = Object.entries(news).find(([name]) => name === search.done)?.[1];
    const open = (kind: "main" | "second") => (
      <Button kind={kind} href={"/offline-copy" as Route}>
        {t("open")}
      </Button>
    );
    return (
      <BookPage back={{ href: "/me", label: me("title") }}>
        <PageTitle below={t("lead")}>{t("title")}</PageTitle>
        {said ? <Notice title={t(said)}>{said === "kept" ? <p>{t("keptText")}</p> : null}</Notice> : null}
        <ThisPhone
          kept={open("main")}
          none={<Button href={"/me/offline/new" as Route}>{t("keep")}</Button>}
        />
        <noscript>
          <p>{t("noScripts")}</p>
        </noscript>
        <Section title={t("inside")}>
          <BulletList items={Object.values(insideItems)} />
          <p className="pt-2">{t("insideNot")}</p>
        </Section>
        <Section title={t("safe")}>
          <BulletList items={Object.values(safeItems)} />
        </Section>
        <Section title={t("danger")}>
          <DoDontList items={Object.values(dangerItems).map((text) => ({ text, dont: true }))} />
        </Section>
        <Section title={t("phones")}>
          <p className="pb-2">{t("lost")}</p>
          <Phones copies={copies} />
        </Section>
      </BookPage>
    );
  },
  "self",
);
