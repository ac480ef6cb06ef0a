import { getTranslations } from "next-intl/server";
import { priceWords } from "#components/booking/booking-words.ts";
import { feeAddress, money } from "#components/payment/fee-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/ui/section.tsx";
import { listOpenNotes } from "#lib/payment/index.ts";
import { leftToPay } from "#lib/payment/rules.ts";
import type { Visit } from "../../_parts/read-visit.ts";

/** Tiền khám: what was stated when it was booked; the facility's note of that day where there is one, else at the desk. */
export async function Fee({ book, visit, facility, own }: Visit & { own: boolean }) {
  const t = await getTranslations("booking.pass");
  // Whose fees these are is asked under their own book alone: paying is a trust of its own.
  const notes = own ? await listOpenNotes(book) : [];
  const note = notes.find((one) => one.facilityCode === visit.facilityCode && one.issuedOn === visit.day);
  return (
    <Section title={t("fee")}>
      <p>{await priceWords(visit)}</p>
      {note ? (
        <>
          <p className="pb-3">{t("feeOpenText", { facility })}</p>
          <Button href={feeAddress(note.noteId)}>{t("feeOpen", { amount: money(leftToPay(note)) })}</Button>
        </>
      ) : (
        <p>{t("feeDesk")}</p>
      )}
    </Section>
  );
}
