import { getLocale } from "next-intl/server";
import { copy } from "#components/copy/index.ts";
import { type OfForm, WaitingLines } from "#components/device/waiting-lines.tsx";
import { currentContext } from "#lib/identity/session.ts";
import { boxOfBook, MARK, markOf } from "./book-mark.ts";

type Props = {
  /** Where forms of this kind are sent. */
  send: string;
  /** The form in which it stands; none on a page that only lists what waits. */
  form?: OfForm;
};

/**
 * What of a kind waits on this phone for a network; in a form it also keeps what cannot be sent. Nothing is kept for whoever
 * helps somebody: that machine is not theirs.
 */
export async function Waiting({ send, form }: Props) {
  const who = await currentContext("citizen");
  if (!who || who.session.book?.role === "helper") return null;
  const locale = await getLocale();
  return (
    <WaitingLines
      send={send}
      box={boxOfBook(who.ctx)}
      mark={[MARK, markOf(who.ctx)]}
      words={copy[locale].waiting}
      locale={locale}
      {...(form ? { form } : {})}
    />
  );
}
