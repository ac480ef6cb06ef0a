import { getTranslations } from "next-intl/server";
import { priceWords } from "#components/booking/booking-words.ts";
import { feeAddress, money } from "#components/payment/fee-words.ts";
import { Button } from "#components/ui/button.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { listNotesOfAppointment } from "#lib/payment/index.ts";
import { leftToPay, standingOfNote } from "#lib/payment/rules.ts";
import type { Visit } from "../../_parts/read-visit.ts";

/** What was paid through the book, also where some of it went back. */
export const paidHere: ReadonlySet<string> = new Set(["paid", "partially-refunded", "refunded"]);

/**
 * Tiền khám: what was stated when it was booked, and the notes that the facility sent for this visit; without one it is
 * paid at the desk. Of a cancelled visit, that what was paid is asked back. Whose fees they are is asked in one's own book alone: paying is a trust of its own.
 */
export async function Fee({ book, visit, facility, own, now }: Visit & { own: boolean; now: Date }) {
  const t = await getTranslations("booking.pass");
  const standing = await getTranslations("payment.standing");
  const sent = own ? await listNotesOfAppointment(book, visit.code) : [];
  const notes = sent.filter(({ status }) => status !== "void");
  const isCovered = visit.priceVnd !== null && visit.priceVnd === visit.insuredVnd;
  const owed = notes.filter((note) => note.status === "open" && leftToPay(note) > 0n);
  const settled = notes.filter((note) => !owed.includes(note));
  const links = settled.map((note) => (
    <LinkLine
      key={note.noteId}
      href={feeAddress(note.noteId)}
      label={`${standing(standingOfNote({ status: note.status, leftVnd: leftToPay(note) }, [], now))}: ${money(note.amountVnd)}`}
    />
  ));
  if (visit.status === "cancelled")
    return settled.some(({ status }) => paidHere.has(status)) ? (
      <Section title={t("fee")}>
        <p>{t("feeBack")}</p>
        {links}
      </Section>
    ) : null;
  return (
    <Section title={t("fee")}>
      <p>{await priceWords(visit)}</p>
      {notes.length === 0 && !isCovered ? <p>{t("feeDesk")}</p> : null}
      {owed.map((note) => (
        <div key={note.noteId}>
          <p className="pb-3">{t("feeOpenText", { facility })}</p>
          <Button href={feeAddress(note.noteId)}>{t("feeOpen", { amount: money(leftToPay(note)) })}</Button>
        </div>
      ))}
      {links}
    </Section>
  );
}
