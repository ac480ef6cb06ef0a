import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { type CaseEvent, type CaseState, type LineMark, markOf } from "./case-rules.ts";
import { correctionDrafts, correctionEvents, corrections } from "./tables.ts";

const columns = {
  caseId: corrections.caseId,
  code: corrections.code,
  kind: corrections.kind,
  target: corrections.target,
  encounterId: corrections.encounterId,
  facilityCode: corrections.facilityCode,
  claimRef: corrections.claimRef,
  happenedOn: corrections.happenedOn,
  stood: corrections.stood,
  reason: corrections.reason,
  wanted: corrections.wanted,
  sentAt: corrections.sentAt,
  replyDueOn: corrections.replyDueOn,
  mendDueOn: corrections.mendDueOn,
  takenAt: corrections.takenAt,
  takenBy: corrections.takenBy,
  takenByName: corrections.takenByName,
  checkingAt: corrections.checkingAt,
  answeredAt: corrections.answeredAt,
  answer: corrections.answer,
  answeredByName: corrections.answeredByName,
  answeredAtFacility: corrections.answeredAtFacility,
  answerText: corrections.answerText,
  mendedTo: corrections.mendedTo,
  note: corrections.note,
  arrived: corrections.arrived,
  closedAt: corrections.closedAt,
  closedBecause: corrections.closedBecause,
  escalatedAt: corrections.escalatedAt,
  appealedAt: corrections.appealedAt,
};
type Row = Pick<typeof corrections.$inferSelect, keyof typeof columns>;

/** The table allows no other words; of kinds it may hold one that a later release writes, which is said as other. */
const stateOf = (row: Row) => row as CaseState;

/** Lời báo sai: the cases of this book, the open ones first, then the latest; at most `most`. */
export async function listCases(book: Book, most: number): Promise<CaseState[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select(columns)
      .from(corrections)
      .where(eq(corrections.citizenId, book.citizenId))
      .orderBy(
        asc(sql`${corrections.closedAt} is not null`),
        desc(corrections.sentAt),
        asc(corrections.caseId),
      )
      .limit(most),
  );
  return rows.map(stateOf);
}

/** How many cases about private visits are closed to this reader. */
export async function countClosedCases(book: Book): Promise<number> {
  const [row] = await book.readApp((tx) =>
    tx.execute<{ number: number }>(sql`select app.count_closed_corrections() as number`),
  );
  return row?.number ?? 0;
}

/** One case of this book with its steps; null when the book has none, or it is of a private visit that is closed. */
export async function findCase(
  book: Book,
  caseId: string,
): Promise<{ state: CaseState; events: CaseEvent[] } | null> {
  const { citizenId } = book;
  const [[row], events] = await book.readApp((tx) =>
    Promise.all([
      tx
        .select(columns)
        .from(corrections)
        .where(and(eq(corrections.citizenId, citizenId), eq(corrections.caseId, caseId))),
      tx
        .select({
          eventNo: correctionEvents.eventNo,
          at: correctionEvents.at,
          what: correctionEvents.what,
          actorKind: correctionEvents.actorKind,
          actorName: correctionEvents.actorName,
          facilityCode: correctionEvents.facilityCode,
          said: correctionEvents.said,
          attachmentId: correctionEvents.attachmentId,
        })
        .from(correctionEvents)
        .where(and(eq(correctionEvents.citizenId, citizenId), eq(correctionEvents.caseId, caseId)))
        .orderBy(asc(correctionEvents.eventNo)),
    ]),
  );
  return row ? { state: stateOf(row), events: events as CaseEvent[] } : null;
}

/** The open case of a line, if it has one: where a second report of it leads. */
export async function findOpenCase(book: Book, target: string): Promise<string | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select({ caseId: corrections.caseId })
      .from(corrections)
      .where(
        and(
          eq(corrections.citizenId, book.citizenId),
          eq(corrections.target, target),
          sql`${corrections.closedAt} is null`,
        ),
      ),
  );
  return row?.caseId ?? null;
}

/**
 * Điều ghi cạnh dòng: what cases say beside the lines of one visit, or of all of them when none is named; open ones first,
 * then the latest answer. For whoever reads the book, also at a clinic.
 */
export async function listLineMarks(book: Book, encounterId?: string): Promise<LineMark[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select(columns)
      .from(corrections)
      .where(
        and(
          eq(corrections.citizenId, book.citizenId),
          encounterId ? eq(corrections.encounterId, encounterId) : undefined,
          sql`(${corrections.closedAt} is null or (${corrections.closedBecause} = 'answered' and ${corrections.answer} <> 'refused'))`,
        ),
      )
      .orderBy(
        asc(sql`${corrections.closedAt} is not null`),
        sql`${corrections.answeredAt} desc nulls last`,
        desc(corrections.sentAt),
      )
      .limit(1000),
  );
  return rows.flatMap((row) => markOf(stateOf(row)) ?? []);
}

/** What was answered so far of a report. */
export type Draft = {
  caseId: string;
  of: string;
  reason: string | null;
  wanted: string | null;
  attachmentId: string | null;
};

/** A draft of this book; null when there is none, or it was sent. */
export async function findDraft(book: Book, caseId: string): Promise<Draft | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select({
        caseId: correctionDrafts.caseId,
        of: correctionDrafts.of,
        reason: correctionDrafts.reason,
        wanted: correctionDrafts.wanted,
        attachmentId: correctionDrafts.attachmentId,
      })
      .from(correctionDrafts)
      .where(and(eq(correctionDrafts.citizenId, book.citizenId), eq(correctionDrafts.caseId, caseId))),
  );
  return row ?? null;
}

/** In how many days a facility usually answers: a median of one year; null below LEAST_FOR_USUAL cases. About nobody. */
export async function usualAnswerDays(o: Pick<Context, "app">, facilityCode: string): Promise<number | null> {
  const [row] = await o.app.$client<{ days: number | null }[]>`
    select app.usual_correction_days(${facilityCode}) as days`;
  return row?.days ?? null;
}

/** A reaction that was told of a dose, and what the station advised. */
export type ReactionOfDose = Pick<
  CaseState,
  "caseId" | "reason" | "sentAt" | "answeredAt" | "answerText" | "closedAt"
>;

/** Phản ứng sau một mũi tiêm, the latest first. */
export async function listReactions(book: Book, doseIds: readonly string[]): Promise<ReactionOfDose[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select(columns)
      .from(corrections)
      .where(and(eq(corrections.citizenId, book.citizenId), eq(corrections.kind, "reaction")))
      .orderBy(desc(corrections.sentAt))
      .limit(100),
  );
  const targets = doseIds.map((id) => `reaction::${id}:`);
  return rows
    .map(stateOf)
    .filter(({ target, closedBecause }) => targets.includes(target) && closedBecause !== "withdrawn");
}

/** Ngày tiêm như người dân khai, by the case of the missing dose: a whole day, or the month or year alone where no more is known. */
export async function listDeclaredDays(book: Book): Promise<ReadonlyMap<string, string>> {
  const rows = await book.readApp((tx) =>
    tx
      .select(columns)
      .from(corrections)
      .where(
        and(
          eq(corrections.citizenId, book.citizenId),
          eq(corrections.kind, "missing-dose"),
          isNull(corrections.closedAt),
        ),
      )
      .limit(100),
  );
  return new Map(rows.map(stateOf).map(({ caseId, stood }) => [caseId, stood.fields.givenOn ?? ""]));
}
