import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import type { BookOfOther, Session } from "#lib/identity/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { currentContext } from "#lib/identity/session.ts";
import { openBookOf } from "../(citizen)/family/actions.ts";
import { MARK, markOf } from "./book-mark.ts";
import { BookPage } from "./shell.tsx";
import { shownBook } from "./shown-book.ts";

/**
 * Whose page it is. `own`: the reader's own book, refused while another is in hand. `self`: the reader, whatever book is
 * in hand. Else a page that works for the book in hand, and the scope that it needs in somebody else's.
 */
export type PageOf =
  | "own"
  | "self"
  | "record"
  | "booking"
  | "teleconsult"
  | "payment"
  | "messages"
  | "representative";

async function currentMark(): Promise<string> {
  const who = await currentContext("citizen");
  return who ? markOf(who.ctx) : "";
}

/** In every form of a page that works for somebody else's book: whose book the form was made for. */
export async function BookField() {
  return <input type="hidden" name={MARK} value={await currentMark()} />;
}

/** The same, for a form that a component draws: the action, made for the book in hand. */
export async function forThisBook(
  action: (mark: string | FormData, form?: FormData) => Promise<void>,
): Promise<(form?: FormData) => Promise<void>> {
  return action.bind(null, await currentMark());
}

const allows = (book: BookOfOther, of: PageOf) =>
  of === "representative" ? book.kind === "representative" : book.scopes.includes(of);

/** What a helper may not open, or not any more. */
async function NotForHelpers({ book }: { book: BookOfOther }) {
  const t = await getTranslations("family.helper");
  return (
    <BookPage tab="none">
      <PageTitle>{t(book.kind ? "notThis" : "over", { name: displayName(book.name) })}</PageTitle>
      <p className="pb-6">{t(book.kind ? "notThisText" : "overText")}</p>
      <Button href={book.kind ? "/" : "/clinic/helper"}>{t(book.kind ? "backToBook" : "backToDesk")}</Button>
    </BookPage>
  );
}

/** What stands instead of a page that may not be shown with that book in hand; null when it may. */
export async function insteadOf(session: Session, of: PageOf, path: string): Promise<ReactNode | null> {
  const { book } = session;
  if (!book) return null;
  const helps = book.role === "helper";
  if (of === "self" && !helps) return null;
  shownBook().book = book;
  if (book.kind && of !== "own" && of !== "self" && allows(book, of)) return null;
  if (helps) return <NotForHelpers book={book} />;
  const t = await getTranslations("family.instead");
  const name = displayName(book.name);
  const why = book.kind === null ? "over" : of === "own" ? "own" : "scope";
  return (
    <BookPage tab="none">
      <PageTitle>{t(`${why}.title`, { name })}</PageTitle>
      <p className="pb-6">{t(`${why}.text`, { name })}</p>
      <form action={openBookOf}>
        <input type="hidden" name="relationId" value="own" />
        <input type="hidden" name="next" value={why === "own" ? path : "/"} />
        <Button>{t("toOwn")}</Button>
      </form>
      <div className="pt-4">
        <Button kind="second" href="/family">
          {t("toFamily")}
        </Button>
      </div>
    </BookPage>
  );
}
