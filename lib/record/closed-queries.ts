import { and, desc, eq, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { type EncounterSummary, summary } from "./queries.ts";
import { encounters } from "./tables.ts";

/** Lượt khám riêng tư đang đóng: that there is one, and nothing more of it. */
export type ClosedEncounter = {
  encounterId: string;
  facilityCode: string;
  /** The day it began, `YYYY-MM-DD`. */
  arrivedOn: string;
  receivedAt: Date;
};

type Row = { encounter_id: string; facility_code: string; arrived_on: string; received_at: string };

const closedOf = (row: Row): ClosedEncounter => ({
  encounterId: row.encounter_id,
  facilityCode: row.facility_code,
  arrivedOn: row.arrived_on,
  receivedAt: new Date(row.received_at),
});

/** The private visits of a book that this session has not opened, latest first: `most` of them after the first `skip`. */
export async function listClosedEncounters(
  book: Book,
  o: { most: number; skip?: number },
): Promise<ClosedEncounter[]> {
  const rows = await book.readWarehouse((tx) =>
    tx.execute<Row>(sql`
      select encounter_id, facility_code, arrived_on::text as arrived_on, received_at
      from warehouse.list_closed_encounters(${o.most}::int, ${o.skip ?? 0}::int)`),
  );
  return rows.map(closedOf);
}

/** One private visit of a book that this session has not opened; null when it is open, or none of this book. */
export async function findClosedEncounter(book: Book, encounterId: string): Promise<ClosedEncounter | null> {
  const rows = await book.readWarehouse((tx) =>
    tx.execute<Row>(sql`
      select encounter_id, facility_code, arrived_on::text as arrived_on, received_at
      from warehouse.find_closed_encounter(${encounterId}::uuid)`),
  );
  return rows[0] ? closedOf(rows[0]) : null;
}

/** The private visits of a book that are open to this reader, latest first; at most fifty can be. */
export function listOpenedPrivateEncounters(book: Book): Promise<EncounterSummary[]> {
  return book.readWarehouse((tx) =>
    tx
      .select(summary)
      .from(encounters)
      .where(and(eq(encounters.citizenId, book.citizenId), eq(encounters.private, true)))
      .orderBy(desc(encounters.arrivedAt), desc(encounters.encounterId))
      .limit(50),
  );
}
