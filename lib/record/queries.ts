import { and, asc, count, desc, eq, max, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { question } from "#lib/platform/db.ts";
import { conditions, encounters, medicines, services } from "./tables.ts";

/** The columns of an encounter in one line. */
export const summary = {
  encounterId: encounters.encounterId,
  facilityCode: encounters.facilityCode,
  careKind: encounters.careKind,
  arrivedAt: encounters.arrivedAt,
  endedAt: encounters.endedAt,
  reason: encounters.reason,
  finalDiagnosis: encounters.finalDiagnosis,
  format: encounters.format,
  receivedAt: encounters.receivedAt,
};

/** Lượt khám, in one line. */
export type EncounterSummary = {
  encounterId: string;
  facilityCode: string;
  careKind: string | null;
  arrivedAt: Date;
  endedAt: Date | null;
  reason: string | null;
  finalDiagnosis: string | null;
  format: string;
  receivedAt: Date;
};

/** The visits of a book, latest first: `most` of them, after the first `skip`. */
export function listEncounters(book: Book, o: { most: number; skip?: number }): Promise<EncounterSummary[]> {
  return book.readWarehouse((tx) =>
    tx
      .select(summary)
      .from(encounters)
      .where(eq(encounters.citizenId, book.citizenId))
      .orderBy(desc(encounters.arrivedAt), desc(encounters.encounterId))
      .limit(o.most)
      .offset(o.skip ?? 0),
  );
}

/** How much a book holds, and what arrived in it last: when, and from which facility. */
export async function sizeOfRecord(
  book: Book,
): Promise<{ encounters: number; lastReceived: { at: Date; facilityCode: string } | null }> {
  const [row] = await book.readWarehouse((tx) =>
    tx
      .select({
        number: count(),
        at: max(encounters.receivedAt),
        facilityCode: sql<
          string | null
        >`(array_agg(${encounters.facilityCode} order by ${encounters.receivedAt} desc))[1]`,
      })
      .from(encounters)
      .where(eq(encounters.citizenId, book.citizenId)),
  );
  const lastReceived = row?.at && row.facilityCode ? { at: row.at, facilityCode: row.facilityCode } : null;
  return { encounters: row?.number ?? 0, lastReceived };
}

/** Everything a visit's claim tells. */
export type EncounterDetail = {
  encounter: typeof encounters.$inferSelect;
  conditions: { code: string; role: string }[];
  medicines: (typeof medicines.$inferSelect)[];
  services: (typeof services.$inferSelect)[];
};

const thisBook = sql.placeholder("citizenId");
const thisVisit = sql.placeholder("encounterId");
const visitAsked = question((db) =>
  db
    .select()
    .from(encounters)
    .where(and(eq(encounters.citizenId, thisBook), eq(encounters.encounterId, thisVisit))),
);
const conditionsAsked = question((db) =>
  db
    .select({ code: conditions.code, role: conditions.role })
    .from(conditions)
    .where(and(eq(conditions.citizenId, thisBook), eq(conditions.encounterId, thisVisit)))
    .orderBy(asc(conditions.line)),
);
const medicinesAsked = question((db) =>
  db
    .select()
    .from(medicines)
    .where(and(eq(medicines.citizenId, thisBook), eq(medicines.encounterId, thisVisit)))
    .orderBy(asc(medicines.line)),
);
const servicesAsked = question((db) =>
  db
    .select()
    .from(services)
    .where(and(eq(services.citizenId, thisBook), eq(services.encounterId, thisVisit)))
    .orderBy(asc(services.line)),
);

/** Một lượt khám: one visit of this book with its lines; null when this book has no such visit. */
export async function findEncounter(book: Book, encounterId: string): Promise<EncounterDetail | null> {
  const asked = { citizenId: book.citizenId, encounterId };
  const [[encounter], codes, drugs, acts] = await book.readWarehouse((tx) =>
    Promise.all([
      visitAsked(tx, asked),
      conditionsAsked(tx, asked),
      medicinesAsked(tx, asked),
      servicesAsked(tx, asked),
    ]),
  );
  return encounter ? { encounter, conditions: codes, medicines: drugs, services: acts } : null;
}

/** Where records came from and when the last one came; nothing about anybody. Latest first. */
export async function warehouseFreshness(
  o: Pick<Context, "warehouse">,
): Promise<{ facilityCode: string; lastReceivedAt: Date }[]> {
  const rows = await o.warehouse.$client<{ facility_code: string; last_received_at: Date }[]>`
    select facility_code, last_received_at from warehouse.freshness() order by last_received_at desc`;
  return rows.map((row) => ({
    facilityCode: row.facility_code,
    lastReceivedAt: new Date(row.last_received_at),
  }));
}
