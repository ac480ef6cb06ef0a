import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { calendarDay, moment } from "#components/copy/format.ts";
import { PageTitle } from "#components/ui/page-title.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { findFeeNote } from "#lib/payment/index.ts";
import { noteStanding } from "#lib/payment/rules.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { shop } from "../../../_entry/shop.ts";
import { facilityWords } from "../../../_entry/words.ts";
import { NoteLines } from "./_parts/note-lines.tsx";
import { PaymentState } from "./_parts/payment-state.tsx";
import { RefundSteps } from "./_parts/refund-steps.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("payment"))("title") };
}

/** One fee note: what is to be paid and why, the button that pays, and what became of it. */
export default citizenPage(
  ({ note }) => `/payment/${note}`,
  async ({ ctx, params, search }) => {
    const noteId = z.uuid().safeParse(params.note);
    if (!noteId.success) notFound();
    const t = await getTranslations("payment");
    const locale = await getLocale();
    const book = await openBookInHand(ctx, "payment");
    const [found, names] = await Promise.all([findFeeNote(book, noteId.data), facilityNames(ctx.app)]);
    if (!found) notFound();
    const { note, attempts, refunds } = found;
    const { facilityName } = await facilityWords(names);
    const facility = facilityName(note.facilityCode);
    const standing = noteStanding(note, attempts, ctx.now, search.back === "1");
    const kind = t(`kinds.${note.kind as "visit"}`);
    return (
      <BookPage back={{ href: "/payment", label: t("title") }} tab="none">
        {/* The bank's word comes while one waits: the page looks again by itself, also without scripts. */}
        {standing === "waiting" ? <meta httpEquiv="refresh" content="5" /> : null}
        <PageTitle below={`${facility} · ${t("number", { number: note.noteNumber })}`}>
          {t("of", { kind, day: calendarDay(note.issuedOn) })}
        </PageTitle>
        <PaymentState
          note={note}
          attempts={attempts}
          standing={standing}
          connected={shop() !== null}
          fault={search.fault}
        />
        <RefundSteps refunds={refunds} attempts={attempts} />
        <NoteLines note={note} />
        <SourceLine>{t("source", { facility, when: moment(note.receivedAt, locale) })}</SourceLine>
      </BookPage>
    );
  },
);
