import { and, count, desc, eq, gte, lt, ne, or } from "drizzle-orm";
import type { Book } from "./book.ts";
import type { Opening } from "./rules.ts";
import { accessLog } from "./tables.ts";

const columns = {
  logId: accessLog.logId,
  at: accessLog.at,
  actorKind: accessLog.actorKind,
  actorId: accessLog.actorId,
  actorName: accessLog.actorName,
  actorPlace: accessLog.actorPlace,
  purpose: accessLog.purpose,
  part: accessLog.part,
  basis: accessLog.basis,
};

type Row = Omit<Opening, "own" | "actorKind"> & { actorKind: string };

const opening =
  (citizenId: string) =>
  (row: Row): Opening => ({
    ...row,
    actorKind: row.actorKind as Opening["actorKind"],
    own: row.actorKind === "citizen" && row.actorId === citizenId,
  });

/** Which openings are asked for: everybody's, only other people's, or those at a desk without the person's code. */
export type OpeningFilter = "all" | "others" | "emergency";

/**
 * Ai đã mở sổ: the openings of this book, newest first, from `since` on and before `before` (a log id, for the next
 * page); at most `most`.
 */
export async function listOpenings(
  book: Book,
  o: { since: Date; before?: number; most: number; by?: OpeningFilter },
): Promise<Opening[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select(columns)
      .from(accessLog)
      .where(
        and(
          eq(accessLog.citizenId, book.citizenId),
          gte(accessLog.at, o.since),
          o.before === undefined ? undefined : lt(accessLog.logId, o.before),
          o.by === "others"
            ? or(ne(accessLog.actorKind, "citizen"), ne(accessLog.actorId, book.citizenId))
            : undefined,
          o.by === "emergency" ? eq(accessLog.purpose, "emergency") : undefined,
        ),
      )
      .orderBy(desc(accessLog.at), desc(accessLog.logId))
      .limit(o.most),
  );
  return rows.map(opening(book.citizenId));
}

/** One opening of this book; null when it has no such row. */
export async function findOpening(book: Book, logId: number): Promise<Opening | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select(columns)
      .from(accessLog)
      .where(and(eq(accessLog.citizenId, book.citizenId), eq(accessLog.logId, logId))),
  );
  return row ? opening(book.citizenId)(row) : null;
}

/** How many openings there were since a moment: by people and by systems. */
export async function countOpenings(book: Book, since: Date): Promise<{ people: number; systems: number }> {
  const rows = await book.readApp((tx) =>
    tx
      .select({ kind: accessLog.actorKind, number: count() })
      .from(accessLog)
      .where(and(eq(accessLog.citizenId, book.citizenId), gte(accessLog.at, since)))
      .groupBy(accessLog.actorKind),
  );
  const of = (systems: boolean) =>
    rows.filter((row) => (row.kind === "system") === systems).reduce((sum, row) => sum + row.number, 0);
  return { people: of(false), systems: of(true) };
}
