import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { messageWords } from "#components/notification/message-words.ts";
import { Button } from "#components/ui/button.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { type Book, noteRefusal, openBook } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { findRelation } from "#lib/family/index.ts";
import { standingOf } from "#lib/family/rules.ts";
import { findMessage, listCallsMade, type Message, readMessage } from "#lib/notification/index.ts";
import { kindOf } from "#lib/notification/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { facilityWords } from "../../../_entry/words.ts";
import { openBookOf } from "../../family/actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("messages"))("title") };
}

/** From a copy to the page in the book of whoever it was written to; only where the reader may open that. */
async function ToTheirBook(o: { book: Book; today: string; message: Message; name: string }) {
  const t = await getTranslations("messages");
  const { link, byRelation } = o.message;
  const relation = await findRelation(o.book, byRelation ?? "");
  const opens =
    relation &&
    standingOf(relation, o.today) === "holds" &&
    (relation.kind === "representative"
      ? /^\/(record|consent|family|booking)/.test(link)
      : (relation.scopes.includes("record") && /^\/record/.test(link)) ||
        (relation.scopes.includes("booking") && /^\/booking/.test(link)));
  if (!opens) return <p className="text-ink-2 text-second">{t("copyMore", { name: o.name })}</p>;
  return (
    <form action={openBookOf}>
      <input type="hidden" name="relationId" value={relation.relationId} />
      <input type="hidden" name="next" value={link} />
      <Button>{t("copyOpen", { name: o.name })}</Button>
    </form>
  );
}

/** One message. Opening it marks it read, so that reading needs no script and no button. */
export default citizenPage(
  ({ id }) => `/messages/${/^\d{1,15}$/.test(id ?? "") ? id : ""}`,
  async ({ ctx, params }) => {
    if (!/^\d{1,15}$/.test(params.id ?? "")) throw new NotFound();
    const t = await getTranslations("messages");
    const locale = await getLocale();
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "messages");
    const message = await findMessage(book, Number(params.id));
    if (!message) {
      await noteRefusal(ctx, "not-in-this-book", "message");
      throw new NotFound();
    }
    const [calls, names] = await Promise.all([
      listCallsMade(book, message.messageId),
      facilityNames(ctx.app),
      message.readAt === null ? readMessage(book, message.messageId) : null,
    ]);
    const { facilityName } = await facilityWords(names);
    const { title, text, of } = messageWords(t, { locale, facilityName })(message);
    const kind = kindOf(message.kind);
    const said = (outcome: string) =>
      t.has(`calls.${outcome}` as "calls.reached")
        ? t(`calls.${outcome}` as "calls.reached")
        : t("calls.other");
    return (
      <BookPage back={{ href: "/messages", label: t("title") }} tab="none">
        <PageTitle
          above={
            <>
              {kind?.urgency === "urgent" ? <Tag line="amber">{t("urgent")}</Tag> : null}
              {of ? (
                <span className="block">{t(message.byRelation ? "copyOf" : "of", { name: of })}</span>
              ) : null}
            </>
          }
          below={t("told", { when: moment(message.toldAt, locale) })}
        >
          {title}
        </PageTitle>
        <Stack loose>
          <p>{text}</p>
          {message.byRelation ? (
            <ToTheirBook book={book} today={ctx.today} message={message} name={of ?? ""} />
          ) : (
            <Button href={message.link as Route}>{t(`open.${kind?.group ?? "other"}`)}</Button>
          )}
        </Stack>
        {calls.length > 0 ? (
          <Section title={t("calls.title")}>
            <ul>
              {calls.map(({ at, by, outcome }) => (
                <li key={at.getTime()} className="border-rule border-b py-3 last:border-b-0">
                  <p>{t("calls.line", { by, outcome: said(outcome) })}</p>
                  <p className="text-ink-2 text-second">{moment(at, locale)}</p>
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
      </BookPage>
    );
  },
  "self",
);
