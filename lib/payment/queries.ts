import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { feeNotes, paymentAttempts, refunds } from "./tables.ts";

/** A fee note as it stands. */
export type FeeNote = Omit<typeof feeNotes.$inferSelect, "digest" | "citizenId" | "nextMeetAt">;
/** One try to pay. */
export type Attempt = Pick<
  typeof paymentAttempts.$inferSelect,
  | "attemptId"
  | "reference"
  | "amountVnd"
  | "status"
  | "reason"
  | "createdAt"
  | "expiresAt"
  | "transactionNo"
  | "bankCode"
  | "paidAt"
  | "settledAt"
  | "duplicateOf"
  | "channel"
  | "owedBack"
>;
/** One refund of a note's payments. */
export type Refund = Pick<
  typeof refunds.$inferSelect,
  | "refundId"
  | "attemptId"
  | "amountVnd"
  | "status"
  | "because"
  | "requestedByName"
  | "requestedAt"
  | "approvedByName"
  | "submittedAt"
  | "answer"
  | "endedAt"
  | "decidedByName"
  | "decidedBecause"
> & {
  /** Asked for by the book itself: money that pays nothing, or a deposit's rest. Nobody has to agree to it a second time. */
  askedByBook: boolean;
};

/** The columns of a note that are read. */
export const note = {
  noteId: feeNotes.noteId,
  facilityCode: feeNotes.facilityCode,
  noteNumber: feeNotes.noteNumber,
  kind: feeNotes.kind,
  encounterRef: feeNotes.encounterRef,
  appointmentCode: feeNotes.appointmentCode,
  issuedOn: feeNotes.issuedOn,
  amountVnd: feeNotes.amountVnd,
  lines: feeNotes.lines,
  status: feeNotes.status,
  settledBy: feeNotes.settledBy,
  receivedAt: feeNotes.receivedAt,
  voidedAt: feeNotes.voidedAt,
  voidedBecause: feeNotes.voidedBecause,
  invoiceCode: feeNotes.invoiceCode,
  invoiceAddress: feeNotes.invoiceAddress,
  invoicedAt: feeNotes.invoicedAt,
  setOffVnd: feeNotes.setOffVnd,
  transferCode: feeNotes.transferCode,
  claimAmountVnd: feeNotes.claimAmountVnd,
  claimPaidAt: feeNotes.claimPaidAt,
};
/** Those of a try. */
export const attempt = {
  attemptId: paymentAttempts.attemptId,
  reference: paymentAttempts.reference,
  amountVnd: paymentAttempts.amountVnd,
  status: paymentAttempts.status,
  reason: paymentAttempts.reason,
  createdAt: paymentAttempts.createdAt,
  expiresAt: paymentAttempts.expiresAt,
  transactionNo: paymentAttempts.transactionNo,
  bankCode: paymentAttempts.bankCode,
  paidAt: paymentAttempts.paidAt,
  settledAt: paymentAttempts.settledAt,
  duplicateOf: paymentAttempts.duplicateOf,
  channel: paymentAttempts.channel,
  owedBack: paymentAttempts.owedBack,
};
/** Those of a refund. */
export const refund = {
  refundId: refunds.refundId,
  attemptId: refunds.attemptId,
  amountVnd: refunds.amountVnd,
  status: refunds.status,
  because: refunds.because,
  requestedByName: refunds.requestedByName,
  askedByBook: sql<boolean>`${refunds.requestedBy} is null`,
  requestedAt: refunds.requestedAt,
  approvedByName: refunds.approvedByName,
  submittedAt: refunds.submittedAt,
  answer: refunds.answer,
  endedAt: refunds.endedAt,
  decidedByName: refunds.decidedByName,
  decidedBecause: refunds.decidedBecause,
};

/** Viện phí: the notes of this person, latest first. */
export function listFeeNotes(book: Book): Promise<FeeNote[]> {
  return book.readApp((tx) =>
    tx
      .select(note)
      .from(feeNotes)
      .where(eq(feeNotes.citizenId, book.citizenId))
      .orderBy(desc(feeNotes.receivedAt))
      .limit(200),
  );
}

/** The tries of this book's notes that have not ended, by the note's id: being paid, or looked into. */
export async function listPaying(book: Book): Promise<Map<string, { status: string; expiresAt: Date }[]>> {
  const rows = await book.readApp((tx) =>
    tx
      .select({
        noteId: paymentAttempts.noteId,
        status: paymentAttempts.status,
        expiresAt: paymentAttempts.expiresAt,
      })
      .from(paymentAttempts)
      .where(
        and(
          eq(paymentAttempts.citizenId, book.citizenId),
          inArray(paymentAttempts.status, ["pending", "review"]),
        ),
      ),
  );
  return Map.groupBy(rows, ({ noteId }) => noteId);
}

/** Cần trả: the notes of this book that are open, latest first. */
export function listOpenNotes(
  book: Book,
): Promise<Pick<FeeNote, "noteId" | "facilityCode" | "issuedOn" | "amountVnd" | "kind" | "setOffVnd">[]> {
  return book.readApp((tx) =>
    tx
      .select({
        noteId: feeNotes.noteId,
        facilityCode: feeNotes.facilityCode,
        issuedOn: feeNotes.issuedOn,
        amountVnd: feeNotes.amountVnd,
        kind: feeNotes.kind,
        setOffVnd: feeNotes.setOffVnd,
      })
      .from(feeNotes)
      .where(and(eq(feeNotes.citizenId, book.citizenId), eq(feeNotes.status, "open")))
      .orderBy(desc(feeNotes.receivedAt))
      .limit(20),
  );
}

/** Who of those that may pay has looked at a note of this book, and when last. */
export async function listLooks(book: Book, noteId: string): Promise<{ name: string; at: Date }[]> {
  const rows = await book.readApp((tx) =>
    tx.execute<{ name: string; at: string }>(sql`
      select r.actor_name as name, max(l.at) as at from app.payment_log l
      join app.relations r on r.citizen_id = l.citizen_id and r.actor_id = l.actor_id
      where l.citizen_id = ${book.citizenId} and l.note_id = ${noteId}::uuid and l.what = 'looked-at'
      group by r.actor_name order by 2 desc limit 20`),
  );
  return rows.map(({ name, at }) => ({ name, at: new Date(at) }));
}

/** What is asked for a booked visit, latest first, by its mã phiếu. */
export function listNotesOfAppointment(
  book: Book,
  appointmentCode: string,
): Promise<Pick<FeeNote, "noteId" | "kind" | "amountVnd" | "setOffVnd" | "status">[]> {
  return book.readApp((tx) =>
    tx
      .select({
        noteId: feeNotes.noteId,
        kind: feeNotes.kind,
        amountVnd: feeNotes.amountVnd,
        setOffVnd: feeNotes.setOffVnd,
        status: feeNotes.status,
      })
      .from(feeNotes)
      .where(and(eq(feeNotes.citizenId, book.citizenId), eq(feeNotes.appointmentCode, appointmentCode)))
      .orderBy(desc(feeNotes.receivedAt))
      .limit(10),
  );
}

/** The notes that a facility sent for one visit, latest first. */
export function listNotesOfVisit(
  book: Book,
  visit: { facilityCode: string; encounterRef: string },
): Promise<Pick<FeeNote, "noteId" | "kind" | "issuedOn" | "amountVnd" | "setOffVnd" | "status">[]> {
  return book.readApp((tx) =>
    tx
      .select({
        noteId: feeNotes.noteId,
        kind: feeNotes.kind,
        issuedOn: feeNotes.issuedOn,
        amountVnd: feeNotes.amountVnd,
        setOffVnd: feeNotes.setOffVnd,
        status: feeNotes.status,
      })
      .from(feeNotes)
      .where(
        and(
          eq(feeNotes.citizenId, book.citizenId),
          eq(feeNotes.facilityCode, visit.facilityCode),
          eq(feeNotes.encounterRef, visit.encounterRef),
        ),
      )
      .orderBy(desc(feeNotes.receivedAt))
      .limit(20),
  );
}

/** One note with its tries to pay and its refunds, latest first; null when this person has no such note. */
export async function findFeeNote(
  book: Book,
  noteId: string,
): Promise<{ note: FeeNote; attempts: Attempt[]; refunds: Refund[] } | null> {
  const { citizenId } = book;
  return book.readApp(async (tx) => {
    const [[found], attempts, given] = await Promise.all([
      tx
        .select(note)
        .from(feeNotes)
        .where(and(eq(feeNotes.citizenId, citizenId), eq(feeNotes.noteId, noteId))),
      tx
        .select(attempt)
        .from(paymentAttempts)
        .where(and(eq(paymentAttempts.citizenId, citizenId), eq(paymentAttempts.noteId, noteId)))
        .orderBy(desc(paymentAttempts.createdAt)),
      tx
        .select(refund)
        .from(refunds)
        .innerJoin(
          paymentAttempts,
          and(
            eq(paymentAttempts.citizenId, refunds.citizenId),
            eq(paymentAttempts.attemptId, refunds.attemptId),
          ),
        )
        .where(and(eq(refunds.citizenId, citizenId), eq(paymentAttempts.noteId, noteId)))
        .orderBy(desc(refunds.requestedAt)),
    ]);
    return found ? { note: found, attempts, refunds: given } : null;
  });
}
