import * as z from "zod";
import { type Appointment, findAppointment } from "#lib/booking/index.ts";
import { changeableUntil } from "#lib/booking/rules.ts";
import { type Book, noteRefusal, openBookInHand } from "#lib/consent/index.ts";
import { type FacilityPlace, facilityNames, listPlaces, termsOf } from "#lib/facility/index.ts";
import type { BookingTerms } from "#lib/facility/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { facilityWords } from "../../../_entry/words.ts";

/** One visit of the book in hand, with where it is and what its facility laid down. */
export type Visit = {
  book: Book;
  visit: Appointment;
  facility: string;
  place: FacilityPlace | undefined;
  terms: BookingTerms;
  /** The last moment at which it may be changed. */
  changeableUntil: Date;
  /** Whether that is so now; whom the facility left without a time may always move. */
  mayMove: boolean;
  mayCancel: boolean;
};

/** Throws NotFound for a visit of another book, and notes that somebody asked. */
export async function readVisit(ctx: Context, id: string | undefined): Promise<Visit> {
  const { data: appointmentId } = z.uuid().safeParse(id);
  if (!appointmentId) throw new NotFound();
  const book = await openBookInHand(ctx, "booking");
  const visit = await findAppointment(book, appointmentId);
  if (!visit) {
    await noteRefusal(ctx, "not-in-this-book", `appointment ${appointmentId}`);
    throw new NotFound();
  }
  const [terms, [place], names] = await Promise.all([
    termsOf(ctx, visit.facilityCode),
    listPlaces(ctx, [visit.facilityCode]),
    facilityNames(ctx.app),
  ]);
  const { facilityName } = await facilityWords(names);
  const until = changeableUntil(visit.startsAt, terms.cancelMinutes);
  const open = visit.status === "booked" && visit.startsAt > ctx.now;
  return {
    book,
    visit,
    facility: facilityName(visit.facilityCode),
    place,
    terms,
    changeableUntil: until,
    mayMove: visit.status === "booked" && (visit.stranded || (open && ctx.now <= until)),
    mayCancel: open && ctx.now <= until,
  };
}
