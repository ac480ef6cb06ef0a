import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { type PaperKind, type PaperRef, shownPaperKinds } from "./paper-rules.ts";
import { papers, encounters as visits } from "./tables.ts";

const summary = {
  encounterId: papers.encounterId,
  kind: sql<PaperKind>`${papers.kind}`,
  line: papers.line,
  issuedOn: papers.issuedOn,
  followUpOn: papers.followUpOn,
  facilityCode: visits.facilityCode,
  arrivedAt: visits.arrivedAt,
  receivedAt: visits.receivedAt,
};

/** Một giấy tờ, in one line. */
export type PaperSummary = PaperRef & {
  issuedOn: string | null;
  followUpOn: string | null;
  facilityCode: string;
  arrivedAt: Date;
  receivedAt: Date;
};

const ofItsVisit = and(eq(visits.citizenId, papers.citizenId), eq(visits.encounterId, papers.encounterId));

/** The papers of a book, latest first: `most` of them after the first `skip`. */
export function listPapers(book: Book, o: { most: number; skip?: number }): Promise<PaperSummary[]> {
  return book.readWarehouse((tx) =>
    tx
      .select(summary)
      .from(papers)
      .innerJoin(visits, ofItsVisit)
      .where(
        and(
          eq(papers.citizenId, book.citizenId),
          eq(visits.citizenId, book.citizenId),
          inArray(papers.kind, [...shownPaperKinds]),
        ),
      )
      .orderBy(
        sql`${papers.issuedOn} desc nulls last`,
        asc(papers.encounterId),
        asc(papers.kind),
        asc(papers.line),
      )
      .limit(o.most)
      .offset(o.skip ?? 0),
  );
}

/** A paper with all it says. */
export type PaperDetail = PaperSummary & {
  number: string | null;
  diagnosis: string | null;
  fromOn: string | null;
  toOn: string | null;
  days: number | null;
  destinationFacility: string | null;
  details: Record<string, string>;
  madeOn: string | null;
};

/** One paper of this book; null when this book has no such paper. */
export async function findPaper(
  book: Book,
  { encounterId, kind, line }: PaperRef,
): Promise<PaperDetail | null> {
  const [paper] = await book.readWarehouse((tx) =>
    tx
      .select({
        ...summary,
        number: papers.number,
        diagnosis: papers.diagnosis,
        fromOn: papers.fromOn,
        toOn: papers.toOn,
        days: papers.days,
        destinationFacility: papers.destinationFacility,
        details: papers.details,
        madeOn: visits.madeOn,
      })
      .from(papers)
      .innerJoin(visits, ofItsVisit)
      .where(
        and(
          eq(papers.citizenId, book.citizenId),
          eq(visits.citizenId, book.citizenId),
          eq(papers.encounterId, encounterId),
          eq(papers.kind, kind),
          eq(papers.line, line),
        ),
      ),
  );
  return paper ?? null;
}
