import { and, count, desc, eq, gte, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";
import type { DifferenceKind } from "./desk-rules.ts";
import { type Attempt, attempt, type FeeNote, note, type Refund, refund } from "./queries.ts";
import { reconciliationDifferences } from "./reconcile-tables.ts";
import { feeNotes, paymentAttempts, paymentDifferences, refunds } from "./tables.ts";
import { depositUses } from "./transfer-tables.ts";

/** Which notes a desk lists: by how they stand, a month of issue (`2026-11`), one facility; a page of them. */
export type NoteFilter = {
  statuses?: readonly string[];
  month?: string | undefined;
  facilityCode?: string | undefined;
  most?: number;
  skip?: number;
};

/** A note in a desk's list, without a word of whose it is: by which way it was paid, and whether somebody else paid it. */
export type NoteLine = FeeNote & {
  channel: string | null;
  paidAt: Date | null;
  paidByOther: boolean | null;
  reference: string | null;
  transactionNo: string | null;
  bankCode: string | null;
  /** What was given back of what paid it. */
  refundedVnd: bigint;
};

const monthOf = (month: string): SQL[] => [
  gte(feeNotes.issuedOn, sql`${`${month}-01`}::date`),
  lt(feeNotes.issuedOn, sql`(${`${month}-01`}::date + interval '1 month')::date`),
];

function chosen({ statuses, month, facilityCode }: NoteFilter): SQL | undefined {
  return and(
    statuses ? inArray(feeNotes.status, [...statuses]) : undefined,
    // The policy asks the desk; named again, so that the index of the facility is used.
    facilityCode ? eq(feeNotes.facilityCode, facilityCode) : undefined,
    ...(month ? monthOf(month) : []),
  );
}

/** Phiếu thu phí của cơ sở: the notes of a desk, latest first. */
export function listFacilityNotes(desk: Desk, filter: NoteFilter = {}): Promise<NoteLine[]> {
  return desk.readApp((tx) =>
    tx
      .select({
        ...note,
        channel: paymentAttempts.channel,
        paidAt: sql<Date | null>`coalesce(${paymentAttempts.paidAt}, ${paymentAttempts.settledAt})`.mapWith(
          paymentAttempts.settledAt,
        ),
        paidByOther: sql<boolean | null>`${paymentAttempts.payerId} <> ${feeNotes.citizenId}`,
        reference: paymentAttempts.reference,
        transactionNo: paymentAttempts.transactionNo,
        bankCode: paymentAttempts.bankCode,
        refundedVnd: sql<bigint>`(select coalesce(sum(r.amount_vnd), 0) from app.refunds r
          where r.citizen_id = ${feeNotes.citizenId} and r.attempt_id = ${feeNotes.settledBy} and r.status = 'succeeded')`.mapWith(
          BigInt,
        ),
      })
      .from(feeNotes)
      .leftJoin(
        paymentAttempts,
        and(
          eq(paymentAttempts.citizenId, feeNotes.citizenId),
          eq(paymentAttempts.attemptId, feeNotes.settledBy),
        ),
      )
      .where(chosen(filter))
      .orderBy(desc(feeNotes.receivedAt), desc(feeNotes.noteId))
      .limit(filter.most ?? 200)
      .offset(filter.skip ?? 0),
  );
}

/** How many notes stand in which way, and their sums. */
export function countFacilityNotes(
  desk: Desk,
  filter: Pick<NoteFilter, "month" | "facilityCode"> = {},
): Promise<{ status: string; notes: number; totalVnd: bigint }[]> {
  return desk.readApp((tx) =>
    tx
      .select({
        status: feeNotes.status,
        notes: count(),
        totalVnd: sql<bigint>`sum(${feeNotes.amountVnd})`.mapWith(BigInt),
      })
      .from(feeNotes)
      .where(chosen(filter))
      .groupBy(feeNotes.status),
  );
}

/** A difference as a desk sees it. `oursVnd` and `theirsVnd` stand where two sums were compared. */
export type Difference = {
  differenceId: string;
  kind: DifferenceKind;
  facilityCode: string | null;
  noteId: string | null;
  noteNumber: string | null;
  attemptId: string | null;
  reference: string | null;
  about: string;
  oursVnd: bigint | null;
  theirsVnd: bigint | null;
  foundAt: Date;
};

/** Điều chưa khớp: what nobody has closed yet, oldest first: of notes, payments and refunds, and of reconciliations. */
export async function listDifferences(
  desk: Desk,
  { noteId, most = 200 }: { noteId?: string; most?: number } = {},
): Promise<Difference[]> {
  return desk.readApp(async (tx) => {
    const ofNotes = tx
      .select({
        differenceId: paymentDifferences.differenceId,
        kind: paymentDifferences.kind,
        facilityCode: paymentDifferences.facilityCode,
        noteId: paymentDifferences.noteId,
        noteNumber: feeNotes.noteNumber,
        attemptId: paymentDifferences.attemptId,
        about: paymentDifferences.about,
        reference: paymentAttempts.reference,
        foundAt: paymentDifferences.foundAt,
      })
      .from(paymentDifferences)
      .innerJoin(
        feeNotes,
        and(
          eq(feeNotes.citizenId, paymentDifferences.citizenId),
          eq(feeNotes.noteId, paymentDifferences.noteId),
        ),
      )
      .leftJoin(
        paymentAttempts,
        and(
          eq(paymentAttempts.citizenId, paymentDifferences.citizenId),
          eq(paymentAttempts.attemptId, paymentDifferences.attemptId),
        ),
      )
      .where(
        and(isNull(paymentDifferences.closedAt), noteId ? eq(paymentDifferences.noteId, noteId) : undefined),
      )
      .orderBy(paymentDifferences.foundAt)
      .limit(most);
    const ofReports = tx
      .select()
      .from(reconciliationDifferences)
      .where(isNull(reconciliationDifferences.closedAt))
      .orderBy(reconciliationDifferences.foundAt)
      .limit(most);
    const [notes, reports] = await Promise.all([ofNotes, noteId ? [] : ofReports]);
    const all: Difference[] = [
      ...notes.map((one) => ({
        ...one,
        kind: one.kind as DifferenceKind,
        oursVnd: null,
        theirsVnd: null,
      })),
      ...reports.map((one) => ({
        differenceId: one.differenceId,
        kind: one.kind as DifferenceKind,
        facilityCode: one.facilityCode,
        noteId: null,
        noteNumber: null,
        attemptId: null,
        reference: one.reference,
        about: one.day,
        oursVnd: one.oursVnd,
        theirsVnd: one.theirsVnd,
        foundAt: one.foundAt,
      })),
    ];
    return all.sort((a, b) => a.foundAt.getTime() - b.foundAt.getTime()).slice(0, most);
  });
}

/** What waits at a desk, exactly: what differs, and refunds that somebody has to send or find out about. */
export async function countDeskTasks(desk: Desk): Promise<{ differences: number; refunds: number }> {
  const [row] = await desk.readApp((tx) =>
    tx.execute<{ differences: number; refunds: number }>(sql`
      select (select count(*)::int from app.payment_differences where closed_at is null)
          + (select count(*)::int from app.reconciliation_differences where closed_at is null) as differences,
        (select count(*)::int from app.refunds where status in ('requested', 'unknown')) as refunds`),
  );
  return row ?? { differences: 0, refunds: 0 };
}

/** One note at a desk, with its tries, its refunds and what deposits it is set off with; null where it is not the desk's. */
export async function findNoteAtDesk(
  desk: Desk,
  noteId: string,
): Promise<{
  note: FeeNote;
  attempts: (Attempt & { byOther: boolean | null })[];
  refunds: Refund[];
  setOff: { noteId: string; noteNumber: string; amountVnd: bigint; at: Date }[];
} | null> {
  return desk.readApp(async (tx) => {
    const other = sql`case when ${depositUses.noteId} = ${noteId}::uuid then ${depositUses.depositNoteId} else ${depositUses.noteId} end`;
    const [[found], attempts, given, setOff] = await Promise.all([
      tx.select(note).from(feeNotes).where(eq(feeNotes.noteId, noteId)),
      tx
        .select({
          ...attempt,
          byOther: sql<boolean | null>`${paymentAttempts.payerId} <> ${paymentAttempts.citizenId}`,
        })
        .from(paymentAttempts)
        .where(eq(paymentAttempts.noteId, noteId))
        .orderBy(desc(paymentAttempts.createdAt)),
      tx
        .select(refund)
        .from(refunds)
        .innerJoin(paymentAttempts, eq(paymentAttempts.attemptId, refunds.attemptId))
        .where(eq(paymentAttempts.noteId, noteId))
        .orderBy(desc(refunds.requestedAt)),
      tx
        .select({
          noteId: feeNotes.noteId,
          noteNumber: feeNotes.noteNumber,
          amountVnd: depositUses.amountVnd,
          at: depositUses.usedAt,
        })
        .from(depositUses)
        .innerJoin(feeNotes, sql`${feeNotes.noteId} = ${other}`)
        .where(
          and(
            isNull(depositUses.undoneAt),
            sql`${noteId}::uuid in (${depositUses.noteId}, ${depositUses.depositNoteId})`,
          ),
        ),
    ]);
    return found ? { note: found, attempts, refunds: given, setOff } : null;
  });
}

/** A refund in a desk's list, with the note it is of. */
export type RefundLine = Refund & { noteId: string; noteNumber: string; facilityCode: string };

/** Hoàn tiền: the refunds of a desk, those that wait for somebody first, then the latest. */
export function listRefunds(
  desk: Desk,
  { most = 200, skip = 0 }: { most?: number; skip?: number } = {},
): Promise<RefundLine[]> {
  return desk.readApp((tx) =>
    tx
      .select({
        ...refund,
        noteId: feeNotes.noteId,
        noteNumber: feeNotes.noteNumber,
        facilityCode: refunds.facilityCode,
      })
      .from(refunds)
      .innerJoin(
        paymentAttempts,
        and(
          eq(paymentAttempts.citizenId, refunds.citizenId),
          eq(paymentAttempts.attemptId, refunds.attemptId),
        ),
      )
      .innerJoin(
        feeNotes,
        and(eq(feeNotes.citizenId, paymentAttempts.citizenId), eq(feeNotes.noteId, paymentAttempts.noteId)),
      )
      .orderBy(
        sql`${refunds.status} in ('requested', 'unknown') desc`,
        desc(refunds.requestedAt),
        desc(refunds.refundId),
      )
      .limit(most)
      .offset(skip),
  );
}
