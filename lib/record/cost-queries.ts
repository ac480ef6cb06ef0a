import { and, desc, eq, isNotNull, or, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { encounters } from "./tables.ts";

/** Chi phí một lượt khám, as its claim says it: what the person pays in all, and when they paid at the desk. */
export type VisitCost = {
  encounterId: string;
  facilityCode: string;
  encounterRef: string;
  arrivedAt: Date;
  copaymentVnd: number | null;
  selfPayVnd: number | null;
  paidAt: Date | null;
};

/** What the visits of a book cost their owner, latest first. A claim is a statement, never a debt. Private visits that are closed are not there. */
export function listVisitCosts(book: Book, o: { most: number }): Promise<VisitCost[]> {
  return book.readWarehouse((tx) =>
    tx
      .select({
        encounterId: encounters.encounterId,
        facilityCode: encounters.facilityCode,
        encounterRef: encounters.encounterRef,
        arrivedAt: encounters.arrivedAt,
        copaymentVnd: encounters.copaymentVnd,
        selfPayVnd: encounters.selfPayVnd,
        paidAt: encounters.paidAt,
      })
      .from(encounters)
      .where(
        and(
          eq(encounters.citizenId, book.citizenId),
          or(isNotNull(encounters.copaymentVnd), isNotNull(encounters.selfPayVnd)),
        ),
      )
      .orderBy(desc(encounters.arrivedAt), desc(encounters.encounterId))
      .limit(o.most),
  );
}

/** The visit that a fee note names, and whether it is a private one that is closed; null while no claim of it is here. */
export async function findVisitOfNote(
  book: Book,
  facilityCode: string,
  encounterRef: string,
): Promise<{ encounterId: string; private: boolean; closed: boolean } | null> {
  const [row] = await book.readWarehouse((tx) =>
    tx.execute<{ encounter_id: string; private: boolean; closed: boolean }>(
      sql`select encounter_id, private, closed from warehouse.find_visit_of_note(${facilityCode}, ${encounterRef})`,
    ),
  );
  return row ? { encounterId: row.encounter_id, private: row.private, closed: row.closed } : null;
}
