import { and, asc, desc, eq, gte, inArray, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { clientOf } from "#lib/platform/db.ts";
import { latestOfEach } from "./latest-of-each.ts";
import { medicines, encounters as visits } from "./tables.ts";
import { type Cursor, startingAfter } from "./timeline-queries.ts";

const line = {
  encounterId: medicines.encounterId,
  line: medicines.line,
  substance: medicines.substance,
  name: medicines.name,
  strength: medicines.strength,
  doseText: medicines.doseText,
  instructions: medicines.instructions,
  unit: medicines.unit,
  quantity: medicines.quantity,
  orderedAt: medicines.orderedAt,
  facilityCode: visits.facilityCode,
  careKind: visits.careKind,
  arrivedAt: visits.arrivedAt,
  endedAt: visits.endedAt,
  format: visits.format,
  receivedAt: visits.receivedAt,
};

/** A line of medicine with the visit it belongs to. */
export type MedicineLine = {
  encounterId: string;
  line: number;
  substance: string | null;
  name: string;
  strength: string | null;
  doseText: string | null;
  instructions: string | null;
  unit: string | null;
  quantity: number | null;
  orderedAt: Date | null;
  facilityCode: string;
  careKind: string | null;
  arrivedAt: Date;
  endedAt: Date | null;
  format: string;
  receivedAt: Date;
};

const ofItsVisit = and(
  eq(visits.citizenId, medicines.citizenId),
  eq(visits.encounterId, medicines.encounterId),
);

/** The lines of medicine ordered since a moment, latest first. */
export function listRecentMedicines(book: Book, o: { since: Date; most: number }): Promise<MedicineLine[]> {
  return book.readWarehouse((tx) =>
    tx
      .select(line)
      .from(medicines)
      .innerJoin(visits, ofItsVisit)
      .where(
        and(
          eq(medicines.citizenId, book.citizenId),
          eq(visits.citizenId, book.citizenId),
          gte(medicines.orderedAt, o.since),
        ),
      )
      .orderBy(sql`${medicines.orderedAt} desc nulls last`)
      .limit(o.most),
  );
}

/** Hoạt chất: a medicine over all visits, and its latest line. */
export type SubstanceSummary = {
  substance: string;
  name: string;
  strength: string | null;
  encounterId: string;
  facilityCode: string;
  at: Date;
};

type Row = {
  substance: string;
  name: string;
  strength: string | null;
  encounter_id: string;
  facility_code: string;
  at: string;
};

/** The medicines of a book by substance, the latest first: `most` of them after the first `skip`. */
export async function listSubstances(
  book: Book,
  o: { most: number; skip?: number },
): Promise<SubstanceSummary[]> {
  const { citizenId } = book;
  const rows = await book.readWarehouse((tx) => {
    const client = clientOf(tx);
    const substances = { table: "medicines", key: "substance", at: "ordered_at" } as const;
    return client<Row[]>`
      with recursive ${latestOfEach(client, substances, citizenId, o)}
      select s.key as substance, m.name, m.strength, s.encounter_id, e.facility_code, coalesce(s.at, e.arrived_at) as at
      from shown s
      join warehouse.medicines m on m.citizen_id = ${citizenId} and m.encounter_id = s.encounter_id and m.line = s.line
      join warehouse.encounters e on e.citizen_id = ${citizenId} and e.encounter_id = s.encounter_id
      order by s.at desc nulls last, s.key`;
  });
  return rows.map(({ encounter_id, facility_code, at, ...row }) => ({
    ...row,
    encounterId: encounter_id,
    facilityCode: facility_code,
    at: new Date(at),
  }));
}

/** The lines of one substance, latest first: `most` of them after the first `skip`. */
export function listLinesOfSubstance(
  book: Book,
  o: { substance: string; most: number; skip?: number },
): Promise<MedicineLine[]> {
  return book.readWarehouse((tx) =>
    tx
      .select(line)
      .from(medicines)
      .innerJoin(visits, ofItsVisit)
      .where(
        and(
          eq(medicines.citizenId, book.citizenId),
          eq(visits.citizenId, book.citizenId),
          eq(medicines.substance, o.substance),
        ),
      )
      .orderBy(sql`${medicines.orderedAt} desc nulls last`, asc(medicines.line))
      .limit(o.most)
      .offset(o.skip ?? 0),
  );
}

/** The visits that gave medicines, latest first, `most` of them from `after` on, each with its lines. */
export async function listMedicinesByVisit(
  book: Book,
  o: { most: number; after?: Cursor },
): Promise<MedicineLine[][]> {
  return book.readWarehouse(async (tx) => {
    const chosen = await tx
      .select({ encounterId: visits.encounterId })
      .from(visits)
      .where(
        and(
          eq(visits.citizenId, book.citizenId),
          sql`exists (select from ${medicines} where ${medicines.citizenId} = ${book.citizenId} and ${medicines.encounterId} = ${visits.encounterId})`,
          o.after ? startingAfter(o.after) : undefined,
        ),
      )
      .orderBy(desc(visits.arrivedAt), desc(visits.encounterId))
      .limit(o.most);
    if (chosen.length === 0) return [];
    const ids = chosen.map(({ encounterId }) => encounterId);
    const lines = await tx
      .select(line)
      .from(medicines)
      .innerJoin(visits, ofItsVisit)
      .where(
        and(
          eq(medicines.citizenId, book.citizenId),
          eq(visits.citizenId, book.citizenId),
          inArray(medicines.encounterId, ids),
        ),
      )
      .orderBy(asc(medicines.line));
    return ids.map((id) => lines.filter((one) => one.encounterId === id));
  });
}
