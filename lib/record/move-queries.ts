import { desc, eq } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { moves } from "./tables.ts";

/** Lượt khám đổi sổ, as the book that it left or entered tells it. */
export type MovedVisit = {
  encounterId: string;
  direction: "left" | "entered";
  facilityCode: string;
  arrivedAt: Date;
  movedAt: Date;
};

/** The visits that left this book or entered it because a facility corrected whose they were, latest first. */
export async function listMoves(book: Book, o: { most: number }): Promise<MovedVisit[]> {
  const rows = await book.readWarehouse((tx) =>
    tx
      .select({
        encounterId: moves.encounterId,
        direction: moves.direction,
        facilityCode: moves.facilityCode,
        arrivedAt: moves.arrivedAt,
        movedAt: moves.movedAt,
      })
      .from(moves)
      .where(eq(moves.citizenId, book.citizenId))
      .orderBy(desc(moves.movedAt), desc(moves.encounterId))
      .limit(o.most),
  );
  return rows.map(({ direction, ...row }) => ({
    ...row,
    direction: direction === "left" ? "left" : "entered",
  }));
}
