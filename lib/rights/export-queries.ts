import { desc, eq } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { erasures, exports } from "./export-tables.ts";

/** A copy as whoever asked for it sees it. */
export type Export = {
  exportId: string;
  withPrivate: boolean;
  askedAt: Date;
  asOf: Date | null;
  readyAt: Date | null;
  bytes: number | null;
  failedAt: Date | null;
  expiresAt: Date | null;
  takenAt: Date | null;
  deletedAt: Date | null;
  links: number;
};

/** The copies of this book, the latest first; at most 20. */
export async function listExports(book: Book): Promise<Export[]> {
  return book.readApp((tx) =>
    tx
      .select({
        exportId: exports.exportId,
        withPrivate: exports.withPrivate,
        askedAt: exports.askedAt,
        asOf: exports.asOf,
        readyAt: exports.readyAt,
        bytes: exports.bytes,
        failedAt: exports.failedAt,
        expiresAt: exports.expiresAt,
        takenAt: exports.takenAt,
        deletedAt: exports.deletedAt,
        links: exports.links,
      })
      .from(exports)
      .where(eq(exports.citizenId, book.citizenId))
      .orderBy(desc(exports.askedAt))
      .limit(20),
  );
}

/** When the app deleted what it held because this person asked; null when it never did. */
export async function lastErasure(book: Book): Promise<{ at: Date; counts: Record<string, number> } | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select({ at: erasures.at, counts: erasures.counts })
      .from(erasures)
      .where(eq(erasures.citizenId, book.citizenId))
      .orderBy(desc(erasures.at))
      .limit(1),
  );
  return row ?? null;
}
