import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment, time, weekday } from "#components/copy/format.ts";
import { MessageList } from "#components/notification/message-list.tsx";
import { messageWords } from "#components/notification/message-words.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { openBook } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { listMessages, type Message } from "#lib/notification/index.ts";
import { kindOf } from "#lib/notification/rules.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { citizenPage } from "../../_entry/page.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { unreadMessages } from "../../_entry/unread.ts";
import { facilityWords } from "../../_entry/words.ts";
import { readAll } from "./actions.ts";

const PAGE = 30;

export async function generateMetadata() {
  return { title: (await getTranslations("messages"))("title") };
}

function byDay(messages: readonly Message[]): Message[][] {
  const days = new Map<string, Message[]>();
  for (const message of messages) {
    const key = dayOf(message.toldAt);
    days.set(key, [...(days.get(key) ?? []), message]);
  }
  return [...days.values()];
}

/** Tin nhắn: what the book told me, the latest first. */
export default citizenPage(
  () => "/messages",
  async ({ ctx, session, search }) => {
    const t = await getTranslations("messages");
    const locale = await getLocale();
    const before = /^\d{1,15}$/.test(search.before ?? "") ? Number(search.before) : undefined;
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "messages");
    const [found, unread, names] = await Promise.all([
      listMessages(book, { before, most: PAGE + 1 }),
      unreadMessages(),
      facilityNames(ctx.app),
    ]);
    const { facilityName } = await facilityWords(names);
    const words = messageWords(t, { locale, facilityName });
    const page = found.slice(0, PAGE);
    const [newest] = page;
    const last = found.length > PAGE ? page.at(-1) : undefined;
    const line = (message: Message) => {
      const { title, text, of } = words(message);
      return {
        key: String(message.messageId),
        href: `/messages/${message.messageId}` as Route,
        title,
        text,
        when: time(message.toldAt),
        of: of ? t(message.byRelation ? "copyOf" : "of", { name: of }) : undefined,
        urgent: kindOf(message.kind)?.urgency === "urgent" ? t("urgent") : undefined,
        unread: message.readAt === null,
      };
    };
    return (
      <BookPage tab="messages">
        <PageTitle below={page.length > 0 ? t("lead", { count: unread }) : undefined}>{t("title")}</PageTitle>
        {search.done === "read" || search.done === "failed" ? (
          <Notice title={t(`done.${search.done}`)} />
        ) : null}
        {newest && before === undefined && unread > 0 ? (
          <form action={readAll} className="pb-8">
            <input type="hidden" name="upTo" value={newest.messageId} />
            <Button kind="second">{t("readAll")}</Button>
          </form>
        ) : null}
        {page.length === 0 ? (
          <EmptyState title={t("empty.title", { name: displayName(session.name) })} when={t("empty.when")} />
        ) : null}
        {byDay(page).map((messages) => {
          const [first] = messages;
          return first ? (
            <Section key={first.messageId} title={weekday(first.toldAt, locale)}>
              <MessageList messages={messages.map(line)} newWord={t("newWord")} />
            </Section>
          ) : null;
        })}
        {last ? <LinkLine href={`/messages?before=${last.messageId}`} label={t("older")} /> : null}
        {before === undefined ? null : <LinkLine href="/messages" label={t("newest")} />}
        <p className="mt-8 border-rule border-t pt-3 text-ink-2 text-second">
          {t("fresh", { when: moment(ctx.now, locale) })}
        </p>
        <LinkLine href="/messages/settings" label={t("settings.title")} />
      </BookPage>
    );
  },
  "self",
);
