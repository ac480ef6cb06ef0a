import type { TransactionSql } from "postgres";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { privateBecause, type VisitFacts } from "./privacy-rules.ts";
import { conditions, encounters, medicines, notes, papers, results, services } from "./tables.ts";

/** Where an encounter is filed: whose book, under which id, from which file. */
export type EncounterFiling = {
  citizenId: string;
  encounterId: string;
  fileId: string;
  madeOn: string | null;
  receivedAt: Date;
};

/** The encounter of a book that lines belong to. */
export type OfEncounter = Pick<EncounterFiling, "citizenId" | "encounterId">;

type Encounter = typeof encounters.$inferInsert;
type Line<Table> = Required<Omit<Table, "citizenId" | "encounterId" | "private">>;

/** A paper of a visit, in our words. */
export type ClaimedPaper = Omit<Line<typeof papers.$inferInsert>, "details"> & {
  details: Record<string, string>;
};

/** What a claim lists beside its summary. */
export type ClaimedLines = {
  medicines: Line<typeof medicines.$inferInsert>[];
  services: Line<typeof services.$inferInsert>[];
  results: Line<typeof results.$inferInsert>[];
  notes: Line<typeof notes.$inferInsert>[];
  papers: ClaimedPaper[];
};

/** An encounter as a claim tells it, in our words, before anybody knows whose it is. */
export type ClaimedEncounter = ClaimedLines & {
  encounter: Required<Omit<Encounter, keyof EncounterFiling | "privateBecause">>;
  conditions: Omit<Line<typeof conditions.$inferInsert>, "arrivedAt">[];
};

/** Lines on their way into the book of an encounter, as private as it is. */
export type FiledLines = {
  of: OfEncounter & { private: boolean };
  lines: Partial<
    ClaimedLines & { conditions: (ClaimedEncounter["conditions"][number] & { arrivedAt: Date })[] }
  >;
};

/** Ghi các dòng của lượt khám: puts the lines of some encounters into their books, a statement per table. */
export function filingLines(tx: TransactionSql, filed: readonly FiledLines[]): Promise<unknown>[] {
  const gather = <Line extends object>(of: (lines: FiledLines["lines"]) => readonly Line[] | undefined) =>
    filed.flatMap(({ of: { citizenId, encounterId, private: isPrivate }, lines }) =>
      (of(lines) ?? []).map((line) => ({ citizenId, encounterId, private: isPrivate, ...line })),
    );
  return [
    ...insertRows(
      tx,
      conditions,
      gather((lines) => lines.conditions),
    ),
    ...insertRows(
      tx,
      medicines,
      gather((lines) => lines.medicines),
    ),
    ...insertRows(
      tx,
      services,
      gather((lines) => lines.services),
    ),
    ...insertRows(
      tx,
      results,
      gather((lines) => lines.results),
    ),
    ...insertRows(
      tx,
      notes,
      gather((lines) => lines.notes),
    ),
    ...insertRows(
      tx,
      papers,
      gather((lines) => lines.papers),
    ),
  ];
}

/** What an encounter is judged private by, as its claim tells it. */
function factsOf(claimed: ClaimedEncounter): VisitFacts {
  const { reason, admissionReason, provisionalDiagnosis, finalDiagnosis, patientCategory } =
    claimed.encounter;
  const named = [...claimed.medicines, ...claimed.services, ...claimed.results].map((line) => line.name);
  const diagnosed = claimed.papers.map((paper) => paper.diagnosis);
  return {
    conditionCodes: claimed.conditions.map((condition) => condition.code),
    names: [reason, admissionReason, provisionalDiagnosis, finalDiagnosis, ...named, ...diagnosed],
    paperKinds: claimed.papers.map((paper) => paper.kind),
    patientCategory,
  };
}

/** Ghi lượt khám vào sổ: puts encounters and their lines into citizens' books; sent at once, in this order. */
export function fileEncounters(
  tx: TransactionSql,
  filed: readonly { filing: EncounterFiling; claimed: ClaimedEncounter }[],
): Promise<unknown>[] {
  const judged = filed.map((one) => ({ ...one, because: privateBecause(factsOf(one.claimed)) }));
  return [
    ...insertRows(
      tx,
      encounters,
      judged.map(({ filing, claimed, because }) => ({
        ...claimed.encounter,
        ...filing,
        privateBecause: because,
      })),
    ),
    ...filingLines(
      tx,
      judged.map(({ filing, claimed: { encounter, conditions: codes, ...lines }, because }) => ({
        of: { ...filing, private: because.length > 0 },
        lines: { ...lines, conditions: codes.map((code) => ({ ...code, arrivedAt: encounter.arrivedAt })) },
      })),
    ),
  ];
}
