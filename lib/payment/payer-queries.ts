import { sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import type { Attempt, FeeNote, Refund } from "./queries.ts";

/** What somebody may pay for another, in sum: no line, no kind, no visit. */
export type NoteToPay = Pick<FeeNote, "noteId" | "facilityCode" | "issuedOn" | "amountVnd" | "status"> & {
  citizenName: string;
  /** What of it is left to pay. */
  leftVnd: bigint;
  /** Of a try that has not ended: `pending` or `review`; and until when it may be paid. */
  paying: string | null;
  payingUntil: Date | null;
  refundedVnd: bigint;
};

/** The same of one note, with its tries and refunds. Numbers of the bank stand only in the reader's own tries. */
export type NoteOfOther = {
  citizenName: string;
  /** Whether the reader may still pay; who has paid follows their payment also when they may not any more. */
  mayPay: boolean;
  note: Pick<
    FeeNote,
    | "noteId"
    | "facilityCode"
    | "noteNumber"
    | "issuedOn"
    | "amountVnd"
    | "status"
    | "receivedAt"
    | "voidedAt"
    | "settledBy"
    | "invoiceCode"
    | "invoiceAddress"
  > & {
    leftVnd: bigint;
    /** By which code it is paid by transfer; null where the reader may not pay, or nothing is to be paid. */
    transferCode: string | null;
  };
  attempts: Attempt[];
  refunds: Omit<
    Refund,
    | "because"
    | "requestedByName"
    | "askedByBook"
    | "approvedByName"
    | "answer"
    | "decidedByName"
    | "decidedBecause"
  >[];
};

type Row = {
  note_id: string;
  citizen_name: string;
  facility_code: string;
  issued_on: string;
  amount_vnd: string;
  left_vnd: string;
  status: string;
  paying: string | null;
  paying_until: string | null;
  refunded_vnd: string;
};

const at = (time: string | null) => (time === null ? null : new Date(time));
const surely = (time: string | null) => new Date(time ?? Number.NaN);

/** Viện phí của gia đình: what the owner of this book may pay for others, latest first. Each look leaves its trace there. */
export async function listNotesToPay(book: Book): Promise<NoteToPay[]> {
  const rows = await book.actOnApp((tx) =>
    tx.execute<Row>(sql`
      select note_id, citizen_name, facility_code, issued_on::text as issued_on, amount_vnd, left_vnd, status, paying, paying_until, refunded_vnd
      from app.list_notes_to_pay()`),
  );
  return rows.map((row) => ({
    noteId: row.note_id,
    citizenName: row.citizen_name,
    facilityCode: row.facility_code,
    issuedOn: row.issued_on,
    amountVnd: BigInt(row.amount_vnd),
    leftVnd: BigInt(row.left_vnd),
    status: row.status,
    paying: row.paying,
    payingUntil: at(row.paying_until),
    refundedVnd: BigInt(row.refunded_vnd),
  }));
}

type Told<T, Money extends keyof T, Times extends keyof T> = Omit<T, Money | Times> & {
  [K in Money]: string;
} & { [K in Times]: string | null };
type Sent = Told<NoteOfOther["note"], "amountVnd" | "leftVnd", "receivedAt" | "voidedAt"> & {
  citizenName: string;
  mayPay: boolean;
  attempts: Told<Attempt, "amountVnd", "createdAt" | "expiresAt" | "settledAt" | "paidAt">[];
  refunds: Told<NoteOfOther["refunds"][number], "amountVnd", "requestedAt" | "submittedAt" | "endedAt">[];
};

/** One note of somebody else, for whoever may pay it or has paid it; null for everybody else. */
export async function findNoteToPay(book: Book, noteId: string): Promise<NoteOfOther | null> {
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ note: Sent | null }>(sql`select app.note_to_pay(${noteId}::uuid) as note`),
  );
  if (!row?.note) return null;
  const { citizenName, mayPay, attempts, refunds, ...note } = row.note;
  return {
    citizenName,
    mayPay,
    note: {
      ...note,
      amountVnd: BigInt(note.amountVnd),
      leftVnd: BigInt(note.leftVnd),
      receivedAt: surely(note.receivedAt),
      voidedAt: at(note.voidedAt),
    },
    attempts: attempts.map((one) => ({
      ...one,
      amountVnd: BigInt(one.amountVnd),
      createdAt: surely(one.createdAt),
      expiresAt: surely(one.expiresAt),
      settledAt: at(one.settledAt),
      paidAt: at(one.paidAt),
    })),
    refunds: refunds.map((one) => ({
      ...one,
      amountVnd: BigInt(one.amountVnd),
      requestedAt: surely(one.requestedAt),
      submittedAt: at(one.submittedAt),
      endedAt: at(one.endedAt),
    })),
  };
}

/** Of each try to pay a note, by its id: who paid (to its owner and to themselves), whether it is the reader's, and whether the bank charged twice. */
export async function payersOfNote(
  book: Book,
  noteId: string,
): Promise<Map<string, { name: string | null; mine: boolean; chargedAgain: boolean }>> {
  const rows = await book.readApp((tx) =>
    tx.execute<{ attempt_id: string; payer_name: string | null; mine: boolean; charged_again: boolean }>(
      sql`select attempt_id, payer_name, mine, charged_again from app.payers_of_note(${noteId}::uuid)`,
    ),
  );
  return new Map(
    rows.map((row) => [
      row.attempt_id,
      { name: row.payer_name, mine: row.mine, chargedAgain: row.charged_again },
    ]),
  );
}
