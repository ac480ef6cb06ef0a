import { and, desc, eq, inArray } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { type CaseView, caseOf, readCase, type WholeCase } from "./case-views.ts";
import { openQuestion } from "./draft-rules.ts";
import type { DraftAnswers, Question } from "./inputs.ts";
import { teleconsultCases, teleconsultDrafts, teleconsultRedFlags, teleconsultReports } from "./tables.ts";

/** Các lượt hỏi của một sổ, the newest first. */
export async function listCases(book: Book): Promise<CaseView[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select()
      .from(teleconsultCases)
      .where(eq(teleconsultCases.citizenId, book.citizenId))
      .orderBy(desc(teleconsultCases.madeAt))
      .limit(100),
  );
  return rows.map(caseOf);
}

/** How many questions of a book wait for an answer. */
export async function countOpenCases(book: Book): Promise<number> {
  return book.readApp((tx) =>
    tx.$count(
      teleconsultCases,
      and(
        eq(teleconsultCases.citizenId, book.citizenId),
        inArray(teleconsultCases.status, ["sent", "reading"]),
      ),
    ),
  );
}

/** A case of this book as its person follows it, with what they reported; null when the book has none of that id. */
export async function caseForCitizen(
  book: Book,
  caseId: string,
): Promise<(WholeCase & { report: typeof teleconsultReports.$inferSelect | null }) | null> {
  const [found, [report]] = await Promise.all([
    readCase(book, caseId),
    book.readApp((tx) => tx.select().from(teleconsultReports).where(eq(teleconsultReports.caseId, caseId))),
  ]);
  return found?.citizenId === book.citizenId ? { ...found, report: report ?? null } : null;
}

/** What was answered so far of a question. `open` is the first page that is not answered; null when it can be sent. */
export type Draft = {
  caseId: string;
  answers: DraftAnswers;
  photos: string[];
  at: Date;
  open: Question | null;
};

const draftOf = (row: typeof teleconsultDrafts.$inferSelect): Draft => ({
  caseId: row.caseId,
  answers: row.answers,
  photos: row.photos,
  at: row.at,
  open: openQuestion(row.answers),
});

/** Bản nháp: one that was begun in this book. */
export async function findDraft(book: Book, caseId: string): Promise<Draft | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select()
      .from(teleconsultDrafts)
      .where(and(eq(teleconsultDrafts.citizenId, book.citizenId), eq(teleconsultDrafts.caseId, caseId))),
  );
  return row ? draftOf(row) : null;
}

/** Các bản nháp của một sổ, the newest first. */
export async function listDrafts(book: Book): Promise<Draft[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select()
      .from(teleconsultDrafts)
      .where(eq(teleconsultDrafts.citizenId, book.citizenId))
      .orderBy(desc(teleconsultDrafts.at)),
  );
  return rows.map(draftOf);
}

/** Dấu hiệu nguy hiểm đã trả lời "có" của một câu hỏi: the last time it was said. */
export async function listRedFlags(
  book: Book,
  caseId: string,
): Promise<{ flags: string[]; at: Date } | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select({ flags: teleconsultRedFlags.flags, at: teleconsultRedFlags.at })
      .from(teleconsultRedFlags)
      .where(and(eq(teleconsultRedFlags.citizenId, book.citizenId), eq(teleconsultRedFlags.caseId, caseId)))
      .orderBy(desc(teleconsultRedFlags.flagId))
      .limit(1),
  );
  return row ?? null;
}
