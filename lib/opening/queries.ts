import { and, desc, eq, gt, inArray, isNull } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { deskOpenings, openCodes, openingDoubts, openingReviews } from "./tables.ts";

/** A code as its owner sees it; digits and QR are null once it is over. */
export type OpenCode = {
  codeId: string;
  code: string | null;
  token: string | null;
  facilityCode: string;
  parts: string[];
  privateIds: string[];
  expiresAt: Date;
  usedAt: Date | null;
  withdrawnAt: Date | null;
};

/** An opening at a desk as the person sees it. */
export type DeskOpening = {
  openingId: string;
  kind: "visit" | "emergency";
  facilityCode: string;
  staffName: string;
  reason: string;
  parts: string[];
  privateIds: string[];
  codeId: string | null;
  openedAt: Date;
  endsAt: Date;
  endedAt: Date | null;
  endedBy: string | null;
};

/** What the health authority said of an emergency. */
export type OpeningReview = { openingId: string; verdict: string; reason: string; at: Date };

/** A doubt and where it stands. */
export type OpeningDoubt = {
  doubtId: string;
  logId: number;
  note: string | null;
  raisedAt: Date;
  answerBy: string;
  takenAt: Date | null;
  answeredAt: Date | null;
  verdict: string | null;
  answer: string | null;
};

const code = {
  codeId: openCodes.codeId,
  code: openCodes.code,
  token: openCodes.token,
  facilityCode: openCodes.facilityCode,
  parts: openCodes.parts,
  privateIds: openCodes.privateIds,
  expiresAt: openCodes.expiresAt,
  usedAt: openCodes.usedAt,
  withdrawnAt: openCodes.withdrawnAt,
};

/** One code of this book; null when it has no such code. */
export async function findOpenCode(book: Book, codeId: string): Promise<OpenCode | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select(code)
      .from(openCodes)
      .where(and(eq(openCodes.citizenId, book.citizenId), eq(openCodes.codeId, codeId))),
  );
  return row ?? null;
}

/** The code that can be used now; null when there is none. */
export async function livingOpenCode(book: Book, now: Date): Promise<OpenCode | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select(code)
      .from(openCodes)
      .where(
        and(
          eq(openCodes.citizenId, book.citizenId),
          gt(openCodes.expiresAt, now),
          isNull(openCodes.usedAt),
          isNull(openCodes.withdrawnAt),
        ),
      )
      .orderBy(desc(openCodes.madeAt))
      .limit(1),
  );
  return row ?? null;
}

const opening = {
  openingId: deskOpenings.openingId,
  kind: deskOpenings.kind,
  facilityCode: deskOpenings.facilityCode,
  staffName: deskOpenings.staffName,
  reason: deskOpenings.reason,
  parts: deskOpenings.parts,
  privateIds: deskOpenings.privateIds,
  codeId: deskOpenings.codeId,
  openedAt: deskOpenings.openedAt,
  endsAt: deskOpenings.endsAt,
  endedAt: deskOpenings.endedAt,
  endedBy: deskOpenings.endedBy,
};
/** The table allows no other words. */
const told = (row: Omit<DeskOpening, "kind"> & { kind: string }) => row as DeskOpening;

/** Which desks may read this book now. */
export async function listLivingDeskOpenings(book: Book, now: Date): Promise<DeskOpening[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select(opening)
      .from(deskOpenings)
      .where(
        and(
          eq(deskOpenings.citizenId, book.citizenId),
          gt(deskOpenings.endsAt, now),
          isNull(deskOpenings.endedAt),
        ),
      )
      .orderBy(desc(deskOpenings.openedAt))
      .limit(50),
  );
  return rows.map(told);
}

/** The openings at desks with these ids, and what was said of them; of this book alone. */
export async function deskOpeningsOf(
  book: Book,
  ids: readonly string[],
): Promise<{ openings: DeskOpening[]; reviews: OpeningReview[] }> {
  if (ids.length === 0) return { openings: [], reviews: [] };
  const [openings, reviews] = await book.readApp((tx) =>
    Promise.all([
      tx
        .select(opening)
        .from(deskOpenings)
        .where(and(eq(deskOpenings.citizenId, book.citizenId), inArray(deskOpenings.openingId, [...ids]))),
      tx
        .select({
          openingId: openingReviews.openingId,
          verdict: openingReviews.verdict,
          reason: openingReviews.reason,
          at: openingReviews.at,
        })
        .from(openingReviews)
        .where(
          and(eq(openingReviews.citizenId, book.citizenId), inArray(openingReviews.openingId, [...ids])),
        ),
    ]),
  );
  return { openings: openings.map(told), reviews };
}

/** The opening that a code led to; null while nobody has used it. */
export async function openingOfCode(book: Book, codeId: string): Promise<DeskOpening | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select(opening)
      .from(deskOpenings)
      .where(and(eq(deskOpenings.citizenId, book.citizenId), eq(deskOpenings.codeId, codeId))),
  );
  return row ? told(row) : null;
}

const doubt = {
  doubtId: openingDoubts.doubtId,
  logId: openingDoubts.logId,
  note: openingDoubts.note,
  raisedAt: openingDoubts.raisedAt,
  answerBy: openingDoubts.answerBy,
  takenAt: openingDoubts.takenAt,
  answeredAt: openingDoubts.answeredAt,
  verdict: openingDoubts.verdict,
  answer: openingDoubts.answer,
};

/** Every doubt about an opening of this book, the latest first. */
export async function listDoubts(book: Book): Promise<OpeningDoubt[]> {
  return book.readApp((tx) =>
    tx
      .select(doubt)
      .from(openingDoubts)
      .where(eq(openingDoubts.citizenId, book.citizenId))
      .orderBy(desc(openingDoubts.raisedAt))
      .limit(100),
  );
}

/** One doubt; null when this book has no such. */
export async function findDoubt(book: Book, doubtId: string): Promise<OpeningDoubt | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select(doubt)
      .from(openingDoubts)
      .where(and(eq(openingDoubts.citizenId, book.citizenId), eq(openingDoubts.doubtId, doubtId))),
  );
  return row ?? null;
}

/** Những lần cho nơi khám xem sổ: the codes that this person made, the latest first, and when each was used. */
export async function listOpenCodes(
  book: Book,
  most: number,
): Promise<{ codeId: string; facilityCode: string; madeAt: Date; usedAt: Date | null }[]> {
  return book.readApp((tx) =>
    tx
      .select({
        codeId: openCodes.codeId,
        facilityCode: openCodes.facilityCode,
        madeAt: openCodes.madeAt,
        usedAt: openCodes.usedAt,
      })
      .from(openCodes)
      .where(eq(openCodes.citizenId, book.citizenId))
      .orderBy(desc(openCodes.madeAt))
      .limit(most),
  );
}
