import { and, asc, count, desc, eq, getTableColumns, inArray, max, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { question } from "#lib/platform/db.ts";
import { type CareSheet, careKinds } from "./care-rules.ts";
import type { PaperSummary } from "./paper-queries.ts";
import { shownPaperKinds } from "./paper-rules.ts";
import { conditions, encounters, medicines, notes, papers, results, services } from "./tables.ts";

/** The columns of a visit in one line. */
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

const { searchText: _, ...told } = getTableColumns(encounters);

/** Everything a visit's claim tells. */
export type EncounterDetail = {
  encounter: Omit<typeof encounters.$inferSelect, "searchText">;
  conditions: { code: string; role: string }[];
  medicines: (typeof medicines.$inferSelect)[];
  services: (typeof services.$inferSelect)[];
  results: Omit<typeof results.$inferSelect, "citizenId">[];
  notes: Omit<typeof notes.$inferSelect, "citizenId">[];
  papers: Pick<PaperSummary, "kind" | "line" | "issuedOn" | "followUpOn">[];
  /** HIV and TB care: of a private visit that is open. */
  care: CareSheet[];
};

const thisBook = sql.placeholder("citizenId");
const thisVisit = sql.placeholder("encounterId");
const visitAsked = question((db) =>
  db
    .select(told)
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
const resultsAsked = question((db) =>
  db
    .select()
    .from(results)
    .where(and(eq(results.citizenId, thisBook), eq(results.encounterId, thisVisit)))
    .orderBy(asc(results.line)),
);
const notesAsked = question((db) =>
  db
    .select()
    .from(notes)
    .where(and(eq(notes.citizenId, thisBook), eq(notes.encounterId, thisVisit)))
    .orderBy(asc(notes.notedAt), asc(notes.line)),
);
const papersAsked = question((db) =>
  db
    .select({
      kind: papers.kind,
      line: papers.line,
      issuedOn: papers.issuedOn,
      followUpOn: papers.followUpOn,
      fromOn: papers.fromOn,
      toOn: papers.toOn,
      // What the other papers say is read on their own pages.
      details: sql<
        Record<string, string>
      >`case when ${inArray(papers.kind, [...careKinds])} then ${papers.details} end`,
    })
    .from(papers)
    .where(and(eq(papers.citizenId, thisBook), eq(papers.encounterId, thisVisit)))
    .orderBy(asc(papers.kind), asc(papers.line)),
);

/** Một lượt khám: one visit of this book with its lines; null when this book has no such visit. */
export async function findEncounter(book: Book, encounterId: string): Promise<EncounterDetail | null> {
  const asked = { citizenId: book.citizenId, encounterId };
  const [[encounter], codes, drugs, acts, values, written, sheets] = await book.readWarehouse((tx) =>
    Promise.all([
      visitAsked(tx, asked),
      conditionsAsked(tx, asked),
      medicinesAsked(tx, asked),
      servicesAsked(tx, asked),
      resultsAsked(tx, asked),
      notesAsked(tx, asked),
      papersAsked(tx, asked),
    ]),
  );
  if (!encounter) return null;
  return {
    encounter,
    conditions: codes,
    medicines: drugs,
    services: acts,
    results: values,
    notes: written,
    papers: sheets.flatMap(({ kind, line, issuedOn, followUpOn }) =>
      shownPaperKinds.filter((one) => one === kind).map((one) => ({ kind: one, line, issuedOn, followUpOn })),
    ),
    care: sheets.flatMap(({ kind, line, fromOn, toOn, details }) =>
      careKinds.filter((one) => one === kind).map((one) => ({ kind: one, line, fromOn, toOn, details })),
    ),
  };
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
